// A small message store provider that works as the guide page describes: StoreLogoff calls
// StoreLogoffTransports at once. The bodies it corresponds to: assets/bodies/store/eager.yaml and
// store.yaml. Of MAPI's side it must know only the interfaces in mapi.hpp.
#ifndef EXAMPLE_PROVIDER_HPP
#define EXAMPLE_PROVIDER_HPP

#include <list>

#include "mapi.hpp"
#include "trace.hpp"

class MSProvider;
class MsgStore;
class Folder;

// The logon object, held by MAPI. It must not AddRef the store: otherwise store, support object and
// logon object would keep each other alive.
class MSLogon : public Object, public IMSLogon {
public:
    MSLogon(const std::string &name, MSProvider *provider, IMAPISupport *support);
    ULONG AddRef() override;
    ULONG Release() override;
    HRESULT Logoff(ULONG FAR *lpulFlags) override;

private:
    friend class MSProvider;
    friend class MsgStore;
    friend class Folder;

    MSProvider *provider_;
    IMAPISupport *support_;
    MsgStore *store_;
    std::list<Folder *> folders_;
};

// The message store object. Clients hold references to it, and it holds one to the support object.
class MsgStore : public Object, public IMsgStore {
public:
    MsgStore(const std::string &name, MSProvider *provider, MSLogon *logon, IMAPISupport *support,
             bool is_spoolers);
    ULONG AddRef() override;
    ULONG Release() override;
    HRESULT GetProps() override;
    HRESULT OpenEntry(IMAPIFolder FAR *FAR *lppFolder) override;
    HRESULT StoreLogoff(ULONG FAR *lpulFlags) override;

protected:
    friend class MSLogon;
    friend class MSProvider;

    // Makes sure that neither a new Logon nor Logoff finds this store any more.
    void unlink();

    MSProvider *provider_;
    MSLogon *logon_;
    IMAPISupport *support_;
    bool is_spoolers_;
    // Whether StoreLogoffTransports has returned LOGOFF_COMPLETE.
    bool told_;
    const char *entry_;
};

// An object that a client opens in a store and may forget to release.
class Folder : public Object, public IMAPIFolder {
public:
    Folder(const std::string &name, MSLogon *logon);
    ULONG AddRef() override;
    ULONG Release() override;
    HRESULT GetProps() override;

private:
    MSLogon *logon_;
};

enum class Fault { none, leak, crash };

// The provider object: one per session, however many stores are open.
class MSProvider : public Object, public IMSProvider {
public:
    explicit MSProvider(Fault fault);
    ULONG AddRef() override;
    ULONG Release() override;
    HRESULT Logon(IMAPISupport FAR *lpMAPISup, const ENTRYID FAR *lpEntryID,
                  IMSLogon FAR *FAR *lppMSLogon, IMsgStore FAR *FAR *lppMDB) override;
    HRESULT SpoolerLogon(IMAPISupport FAR *lpMAPISup, const ENTRYID FAR *lpEntryID,
                         IMSLogon FAR *FAR *lppMSLogon, IMsgStore FAR *FAR *lppMDB) override;
    HRESULT Shutdown(ULONG FAR *lpulFlags) override;

    // Adds a store to the list of open stores, and removes it.
    void list_open(MsgStore *store) { open_.push_back(store); }
    void unlist(MsgStore *store) { open_.remove(store); }

private:
    MsgStore *open(IMAPISupport *support, const ENTRYID *entry, bool is_spoolers);

    Fault fault_;
    std::list<MsgStore *> open_;
};

#endif
