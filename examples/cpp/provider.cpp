// The provider's methods. Wherever Logon adds something, a comment says who removes it again.
#include "provider.hpp"

#include <cstring>

#include "faulty.hpp"

namespace {

// Exactly one of the five input flags, and nothing else.
bool is_one_input_flag(ULONG flags)
{
    const ULONG all = LOGOFF_NO_WAIT | LOGOFF_ORDERLY | LOGOFF_PURGE | LOGOFF_ABORT | LOGOFF_QUIET;
    return flags != 0 && (flags & ~all) == 0 && (flags & (flags - 1)) == 0;
}

// What is recorded of the arguments of Logon. (Every object of this example is an Object.)
teardown_log::Values logon_args(IMAPISupport *support, const ENTRYID *entry)
{
    return teardown_log::Values("args")
        .pointer("lpMAPISup", dynamic_cast<Object *>(support))
        .text("lpEntryID", entry->store);
}

}  // namespace

MSProvider::MSProvider(Fault fault) : Object("IMSProvider", "provider"), fault_(fault) {}

ULONG MSProvider::AddRef()
{
    Call call(*this, "AddRef");
    return call.leave(increment());
}

ULONG MSProvider::Release()
{
    Call call(*this, "Release");
    ULONG left = decrement();
    if (left == 0) delete this;
    return call.leave(left);
}

HRESULT MSProvider::Logon(IMAPISupport FAR *lpMAPISup, const ENTRYID FAR *lpEntryID,
                          IMSLogon FAR *FAR *lppMSLogon, IMsgStore FAR *FAR *lppMDB)
{
    Call call(*this, "Logon", logon_args(lpMAPISup, lpEntryID));
    for (MsgStore *store : open_) {
        if (store->is_spoolers_ || std::strcmp(store->entry_, lpEntryID->store) != 0) continue;
        store->AddRef();        // a second open adds one reference, and nothing else
        *lppMSLogon = nullptr;
        *lppMDB = store;
        call.gives("lppMDB", store);
        return call.leave(S_OK);
    }
    // 1. A reference to the support object. Removed by the store's last Release, or by Logoff.
    lpMAPISup->AddRef();
    // 2. A MAPIUID. Removed by MAPI in the support object's Release; a provider has no call for it.
    lpMAPISup->SetProviderUID(&lpEntryID->uid, 0);
    // 3. The logon object. Removed by MAPI, which calls Logoff on it and then Release.
    // 4. The store object. It removes itself when the client has released it; otherwise Logoff
    //    does.
    // 5. An entry in the list of open stores. Removed together with the store, by it or by Logoff.
    MsgStore *store = open(lpMAPISup, lpEntryID, false);
    // 6. A row of the status table. Removed by MAPI, like the MAPIUID.
    const std::string display_name = std::string("Store ") + lpEntryID->store;
    const StatusProps props = {display_name.c_str()};
    lpMAPISup->ModifyStatusRow(&props, 0);
    *lppMSLogon = store->logon_;
    *lppMDB = store;
    call.gives(store->logon_, store);
    return call.leave(S_OK);
}

// The spooler gets a store object of its own (C10). It has no row.
HRESULT MSProvider::SpoolerLogon(IMAPISupport FAR *lpMAPISup, const ENTRYID FAR *lpEntryID,
                                 IMSLogon FAR *FAR *lppMSLogon, IMsgStore FAR *FAR *lppMDB)
{
    Call call(*this, "SpoolerLogon", logon_args(lpMAPISup, lpEntryID));
    lpMAPISup->AddRef();
    lpMAPISup->SetProviderUID(&lpEntryID->uid, 0);
    MsgStore *store = open(lpMAPISup, lpEntryID, true);
    *lppMSLogon = store->logon_;
    *lppMDB = store;
    call.gives(store->logon_, store);
    return call.leave(S_OK);
}

MsgStore *MSProvider::open(IMAPISupport *support, const ENTRYID *entry, bool is_spoolers)
{
    const std::string suffix = std::string(entry->store) + (is_spoolers ? "'" : "");
    MSLogon *logon = new MSLogon("logon-" + suffix, this, support);
    MsgStore *store = make_store(fault_, "store-" + suffix, this, logon, support, is_spoolers);
    store->entry_ = entry->store;
    logon->store_ = store;
    list_open(store);
    return store;
}

HRESULT MSProvider::Shutdown(ULONG FAR *lpulFlags)
{
    Call call(*this, "Shutdown", lpulFlags);
    return call.leave(S_OK);
}

MSLogon::MSLogon(const std::string &name, MSProvider *provider, IMAPISupport *support)
    : Object("IMSLogon", name), provider_(provider), support_(support), store_(nullptr)
{
}

ULONG MSLogon::AddRef()
{
    Call call(*this, "AddRef");
    return call.leave(increment());
}

ULONG MSLogon::Release()
{
    Call call(*this, "Release");
    ULONG left = decrement();
    if (left == 0) delete this;
    return call.leave(left);
}

HRESULT MSLogon::Logoff(ULONG FAR *lpulFlags)
{
    Call call(*this, "Logoff", lpulFlags);
    for (Folder *folder : folders_) support_->MakeInvalid(0, folder);
    folders_.clear();
    if (store_ != nullptr) {                  // the session ends, but the store is still open
        MsgStore *store = store_;
        if (!store->told_) {
            ULONG flags = LOGOFF_ABORT;
            support_->StoreLogoffTransports(&flags);
            store->told_ = true;
        }
        provider_->unlist(store);
        store_ = nullptr;
        if (store->references() > 0) {
            support_->MakeInvalid(0, store);  // a client still holds it, and may call Release
        } else {
            delete store;
        }
        support_->Release();                  // last
    }
    return call.leave(S_OK);
}

MsgStore::MsgStore(const std::string &name, MSProvider *provider, MSLogon *logon,
                   IMAPISupport *support, bool is_spoolers)
    : Object("IMsgStore", name), provider_(provider), logon_(logon), support_(support),
      is_spoolers_(is_spoolers), told_(false), entry_("")
{
}

ULONG MsgStore::AddRef()
{
    Call call(*this, "AddRef");
    return call.leave(increment());
}

HRESULT MsgStore::StoreLogoff(ULONG FAR *lpulFlags)
{
    Call call(*this, "StoreLogoff", lpulFlags);
    if (invalid()) return call.leave(MAPI_E_INVALID_OBJECT);
    if (!is_one_input_flag(*lpulFlags)) return call.leave(MAPI_E_UNKNOWN_FLAGS);
    if (told_) {
        *lpulFlags = LOGOFF_COMPLETE;
        return call.leave(S_OK);
    }
    HRESULT hr = support_->StoreLogoffTransports(lpulFlags);
    told_ = (*lpulFlags & LOGOFF_COMPLETE) != 0;
    return call.leave(hr);
}

ULONG MsgStore::Release()
{
    Call call(*this, "Release");
    ULONG left = decrement();
    if (left != 0) return call.leave(left);
    if (!invalid()) {
        if (!told_) {
            ULONG flags = LOGOFF_ABORT;
            support_->StoreLogoffTransports(&flags);
        }
        IMAPISupport *support = support_;     // a copy, because *this is freed before it is used
        unlink();                             // from the list of open stores, and from the logon
        delete this;
        support->Release();                   // last: inside this call MAPI does its four tasks
    } else {
        delete this;
    }
    return call.leave(left);
}

void MsgStore::unlink()
{
    provider_->unlist(this);
    logon_->store_ = nullptr;
}

HRESULT MsgStore::GetProps()
{
    Call call(*this, "GetProps");
    return call.leave(invalid() ? MAPI_E_INVALID_OBJECT : S_OK);
}

HRESULT MsgStore::OpenEntry(IMAPIFolder FAR *FAR *lppFolder)
{
    Call call(*this, "OpenEntry");
    if (invalid()) return call.leave(MAPI_E_INVALID_OBJECT);
    Folder *folder = new Folder("inbox", logon_);
    logon_->folders_.push_back(folder);
    *lppFolder = folder;
    call.gives("lppFolder", folder);
    return call.leave(S_OK);
}

Folder::Folder(const std::string &name, MSLogon *logon)
    : Object("IMAPIFolder", name), logon_(logon)
{
}

ULONG Folder::AddRef()
{
    Call call(*this, "AddRef");
    return call.leave(increment());
}

ULONG Folder::Release()
{
    Call call(*this, "Release");
    ULONG left = decrement();
    if (left != 0) return call.leave(left);
    if (!invalid()) logon_->folders_.remove(this);
    delete this;
    return call.leave(left);
}

HRESULT Folder::GetProps()
{
    Call call(*this, "GetProps");
    return call.leave(invalid() ? MAPI_E_INVALID_OBJECT : S_OK);
}
