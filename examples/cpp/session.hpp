// A small MAPI: the session with its status table and MAPIUIDs, the support object with its four
// tasks, and the spooler. The bodies it corresponds to: assets/bodies/mapi/store_support.yaml,
// mapi/session.yaml and spooler.yaml. It must not know how a provider does its part.
#ifndef EXAMPLE_SESSION_HPP
#define EXAMPLE_SESSION_HPP

#include <deque>
#include <string>
#include <vector>

#include "mapi.hpp"
#include "trace.hpp"

class Session;
class Spooler;

// MAPI makes one for each logon. Its last Release removes a store provider from the session.
class Support : public Object, public IMAPISupport {
public:
    Support(const std::string &name, Session *session);
    ULONG AddRef() override;
    ULONG Release() override;
    HRESULT SetProviderUID(const MAPIUID FAR *lpProviderID, ULONG ulFlags) override;
    HRESULT ModifyStatusRow(const StatusProps FAR *lpColumnVals, ULONG ulFlags) override;
    HRESULT MakeInvalid(ULONG ulFlags, IUnknown FAR *lpObject) override;
    HRESULT StoreLogoffTransports(ULONG FAR *lpulFlags) override;

private:
    friend class Session;

    Session *session_;
    IMSLogon *logon_;
    std::string logon_name_;
    bool logoff_in_progress_;
    // Set by the provider during Logon, before MAPI has the logon object that they belong to.
    std::vector<std::string> uids_;
    std::vector<std::string> rows_;
};

// The spooler's work for one store: a queue, and one message that a transport is sending.
class Spooler {
public:
    Spooler() : store_(nullptr), leaving_(false), drains_(false) {}

    void log_on(IMsgStore *store) { store_ = store; }
    void submit(const std::string &message) { queue_.push_back(message); }
    // A transport has begun to send the first message of the queue.
    void begin_sending();
    // Does the work of StoreLogoffTransports: takes the input flags, returns the output flags.
    ULONG log_off(ULONG flags);
    // Called when the session ends: finishes what is being sent, then releases the store.
    void leave();
    // Does what the spooler does while no client waits for it.
    void work();
    void print_messages() const;

private:
    ULONG activity() const;
    void send_all();
    void release_store();

    IMsgStore *store_;
    bool leaving_;
    // Whether it sends what is ready before it releases the store.
    bool drains_;
    std::string sending_;
    std::deque<std::string> queue_;
    std::deque<std::string> sent_;
};

class Session : public Object {
public:
    explicit Session(IMSProvider *provider);

    HRESULT OpenMsgStore(const ENTRYID FAR *lpEntryID, IMsgStore FAR *FAR *lppMDB);
    HRESULT Logoff(ULONG ulFlags);
    ULONG AddRef();
    ULONG Release();

    Spooler &spooler() { return spooler_; }
    // Logs the spooler on to the store, with a support object of its own.
    void let_spooler_log_on(const ENTRYID FAR *lpEntryID);
    void print_tables() const;

private:
    friend class Support;
    struct Entry {
        std::string name;
        std::string owner;
    };

    void adopt(Support *support, IMSLogon *logon, const std::string &logon_name);
    void forget(Support *support);
    static void remove_all(std::vector<Entry> &table, const std::string &owner);

    IMSProvider *provider_;
    Spooler spooler_;
    // The support objects of stores opened by clients. The spooler looks after its own.
    std::vector<Support *> supports_;
    std::vector<Entry> rows_;
    std::vector<Entry> uids_;
};

#endif
