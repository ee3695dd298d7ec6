// MAPI's side. It must not know how a provider does its part.
#include "session.hpp"

#include <algorithm>
#include <cstdio>

namespace {

void print_message(const std::string &message, const char *state)
{
    if (!message.empty()) std::printf("  message %-12s %s\n", message.c_str(), state);
}

}  // namespace

Support::Support(const std::string &name, Session *session)
    : Object("IMAPISupport", name), session_(session), logon_(nullptr), logoff_in_progress_(false)
{
}

ULONG Support::AddRef()
{
    Call call(*this, "AddRef");
    return call.leave(increment());
}

// The numbers 1 to 4 are those of the guide page.
ULONG Support::Release()
{
    Call call(*this, "Release");
    ULONG left = decrement();
    if (left != 0) return call.leave(left);
    if (logon_ != nullptr) {
        Session::remove_all(session_->uids_, logon_name_);   // 1
        Session::remove_all(session_->rows_, logon_name_);   // 2
        session_->forget(this);
        if (!logoff_in_progress_) {
            ULONG flags = 0;
            logon_->Logoff(&flags);                          // 3
            logon_->Release();                               // 4
        }
    }
    delete this;
    return call.leave(left);
}

HRESULT Support::SetProviderUID(const MAPIUID FAR *lpProviderID, ULONG)
{
    const std::string uid = std::string("U-") + static_cast<char>(lpProviderID->ab[0]);
    Call call(*this, "SetProviderUID",
              teardown_log::Values("args").text("lpProviderID", uid.c_str()));
    uids_.push_back(uid);
    return call.leave(S_OK);
}

HRESULT Support::ModifyStatusRow(const StatusProps FAR *lpColumnVals, ULONG ulFlags)
{
    Call call(*this, "ModifyStatusRow",
              teardown_log::Values("args")
                  .text("PR_DISPLAY_NAME", lpColumnVals->PR_DISPLAY_NAME)
                  .number("ulFlags", ulFlags));
    const bool is_there = !rows_.empty();
    if ((ulFlags & STATUSROW_UPDATE) == 0 || !is_there) {
        rows_.push_back(lpColumnVals->PR_DISPLAY_NAME);
    }
    return call.leave(S_OK);
}

// Every object in this example is an Object; MAPI itself would replace the object's method table.
HRESULT Support::MakeInvalid(ULONG, IUnknown FAR *lpObject)
{
    Object *object = dynamic_cast<Object *>(lpObject);
    Call call(*this, "MakeInvalid", teardown_log::Values("args").pointer("lpObject", object));
    if (object != nullptr) object->invalidate();
    return call.leave(S_OK);
}

HRESULT Support::StoreLogoffTransports(ULONG FAR *lpulFlags)
{
    Call call(*this, "StoreLogoffTransports", lpulFlags);
    *lpulFlags = session_->spooler().log_off(*lpulFlags);
    return call.leave(S_OK);
}

void Spooler::begin_sending()
{
    sending_ = queue_.front();
    queue_.pop_front();
}

ULONG Spooler::activity() const
{
    return (sending_.empty() ? 0 : LOGOFF_OUTBOUND) | (queue_.empty() ? 0 : LOGOFF_OUTBOUND_QUEUE);
}

ULONG Spooler::log_off(ULONG flags)
{
    ULONG out = activity();
    if ((flags & LOGOFF_QUIET) != 0 && (out & LOGOFF_OUTBOUND) != 0) return out;   // refused
    if ((flags & LOGOFF_PURGE) != 0) {
        send_all();
        out = activity();
    }
    if ((flags & LOGOFF_ABORT) != 0 && !sending_.empty()) {
        queue_.push_front(sending_);
        sending_.clear();
        out = activity();
    }
    // If the spooler has already released the store, there is nothing to do.
    if (store_ != nullptr) {
        leaving_ = true;
        drains_ = (flags & (LOGOFF_NO_WAIT | LOGOFF_PURGE)) != 0;
        if ((flags & (LOGOFF_ABORT | LOGOFF_PURGE)) != 0) release_store();
    }
    return out | LOGOFF_COMPLETE;
}

void Spooler::leave()
{
    leaving_ = true;
    work();
}

void Spooler::work()
{
    if (store_ == nullptr) return;
    if (!sending_.empty()) {
        sent_.push_back(sending_);
        sending_.clear();
    }
    if (!leaving_ || drains_) send_all();
    if (leaving_) release_store();
}

void Spooler::send_all()
{
    if (!sending_.empty()) sent_.push_back(sending_);
    sending_.clear();
    sent_.insert(sent_.end(), queue_.begin(), queue_.end());
    queue_.clear();
}

void Spooler::release_store()
{
    OnThread thread("spooler");
    IMsgStore *store = store_;
    store_ = nullptr;
    store->Release();
}

void Spooler::print_messages() const
{
    print_message(sending_, "in-process");
    for (const std::string &message : queue_) print_message(message, "queued");
    for (const std::string &message : sent_) print_message(message, "sent");
}

Session::Session(IMSProvider *provider)
    : Object("IMAPISession", "session"), provider_(provider)
{
    rows_.push_back(Entry{"MAPI Subsystem", name()});
    rows_.push_back(Entry{"MAPI Spooler", name()});
    rows_.push_back(Entry{"MAPI Address Book", name()});
}

HRESULT Session::OpenMsgStore(const ENTRYID FAR *lpEntryID, IMsgStore FAR *FAR *lppMDB)
{
    Call call(*this, "OpenMsgStore");
    Support *support = new Support(std::string("support-") + lpEntryID->store, this);
    IMSLogon *logon = nullptr;
    HRESULT hr = provider_->Logon(support, lpEntryID, &logon, lppMDB);
    if (logon != nullptr) {
        adopt(support, logon, std::string("logon-") + lpEntryID->store);
        supports_.push_back(support);
    }
    support->Release();   // if the provider keeps the object, it has its own reference
    call.gives("lppMDB", dynamic_cast<Object *>(*lppMDB));
    return call.leave(hr);
}

void Session::let_spooler_log_on(const ENTRYID FAR *lpEntryID)
{
    OnThread thread("spooler");
    Support *support = new Support(std::string("support-") + lpEntryID->store + "'", this);
    IMSLogon *logon = nullptr;
    IMsgStore *store = nullptr;
    provider_->SpoolerLogon(support, lpEntryID, &logon, &store);
    if (logon != nullptr) adopt(support, logon, std::string("logon-") + lpEntryID->store + "'");
    support->Release();
    spooler_.log_on(store);
}

void Session::adopt(Support *support, IMSLogon *logon, const std::string &logon_name)
{
    support->logon_ = logon;
    support->logon_name_ = logon_name;
    for (const std::string &uid : support->uids_) uids_.push_back(Entry{uid, logon_name});
    for (const std::string &row : support->rows_) rows_.push_back(Entry{row, logon_name});
}

void Session::forget(Support *support)
{
    supports_.erase(std::remove(supports_.begin(), supports_.end(), support), supports_.end());
}

void Session::remove_all(std::vector<Entry> &table, const std::string &owner)
{
    std::vector<Entry> kept;
    for (const Entry &entry : table) {
        if (entry.owner != owner) kept.push_back(entry);
    }
    table.swap(kept);
}

HRESULT Session::Logoff(ULONG ulFlags)
{
    Call call(*this, "Logoff", &ulFlags);
    while (!supports_.empty()) {
        Support *support = supports_.back();
        IMSLogon *logon = support->logon_;
        supports_.pop_back();
        support->logoff_in_progress_ = true;
        ULONG flags = 0;
        logon->Logoff(&flags);
        logon->Release();
    }
    spooler_.leave();
    ULONG flags = 0;
    provider_->Shutdown(&flags);
    provider_->Release();
    return call.leave(S_OK);
}

ULONG Session::AddRef()
{
    Call call(*this, "AddRef");
    return call.leave(increment());
}

ULONG Session::Release()
{
    Call call(*this, "Release");
    ULONG left = decrement();
    if (left != 0) return call.leave(left);
    remove_all(rows_, name());
    note("freed");   // here the memory is the client's, which still prints the tables
    teardown_log::object("destroyed", this, interface_name(), nullptr, 0);
    return call.leave(left);
}

void Session::print_tables() const
{
    for (const Entry &row : rows_) std::printf("  row     %s\n", row.name.c_str());
    for (const Entry &uid : uids_) {
        std::printf("  mapiuid %-12s %s\n", uid.name.c_str(), uid.owner.c_str());
    }
    spooler_.print_messages();
    trace::print_objects();
}
