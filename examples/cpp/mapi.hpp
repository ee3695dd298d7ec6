// MAPI's names, values and methods, as far as this example needs them, in a header of our own.
//
// The names, the order of the parameters and the values are MAPI's. Parameters that these runs
// don't need are left out (ulRefCount and cMethods of MakeInvalid, cValues of ModifyStatusRow), and
// so are QueryInterface and the calling convention: in your provider, include the real headers.
// This header must not know a provider, MAPI's side, or a client.
#ifndef EXAMPLE_MAPI_HPP
#define EXAMPLE_MAPI_HPP

#include <cstdint>

#define FAR

typedef std::uint32_t ULONG;
typedef std::int32_t HRESULT;

const HRESULT S_OK = 0;
const HRESULT MAPI_E_UNKNOWN_FLAGS = static_cast<HRESULT>(0x80040106u);
const HRESULT MAPI_E_INVALID_OBJECT = static_cast<HRESULT>(0x80040108u);

// Input flags of StoreLogoff and StoreLogoffTransports: exactly one of these.
const ULONG LOGOFF_NO_WAIT = 0x00000001;
const ULONG LOGOFF_ORDERLY = 0x00000002;
const ULONG LOGOFF_PURGE = 0x00000004;
const ULONG LOGOFF_ABORT = 0x00000008;
const ULONG LOGOFF_QUIET = 0x00000010;
// Output flags, in the same variable: any combination of these.
const ULONG LOGOFF_COMPLETE = 0x00010000;
const ULONG LOGOFF_INBOUND = 0x00020000;
const ULONG LOGOFF_OUTBOUND = 0x00040000;
const ULONG LOGOFF_OUTBOUND_QUEUE = 0x00080000;

// ModifyStatusRow: changes the existing row. Without it, a new row is added.
const ULONG STATUSROW_UPDATE = 0x10000000;

struct MAPIUID {
    std::uint8_t ab[16];
};

// What a provider passes to ModifyStatusRow; the real method takes an array of properties.
struct StatusProps {
    const char *PR_DISPLAY_NAME;
};

struct IUnknown {
    virtual ULONG AddRef() = 0;
    virtual ULONG Release() = 0;

protected:
    ~IUnknown() {}
};

struct IMAPIFolder : IUnknown {
    virtual HRESULT GetProps() = 0;
};

struct IMsgStore : IUnknown {
    virtual HRESULT GetProps() = 0;
    virtual HRESULT OpenEntry(IMAPIFolder FAR *FAR *lppFolder) = 0;
    virtual HRESULT StoreLogoff(ULONG FAR *lpulFlags) = 0;
};

struct IMSLogon : IUnknown {
    virtual HRESULT Logoff(ULONG FAR *lpulFlags) = 0;
};

// MAPI makes one for each logon; the provider calls MAPI through it.
struct IMAPISupport : IUnknown {
    virtual HRESULT SetProviderUID(const MAPIUID FAR *lpProviderID, ULONG ulFlags) = 0;
    virtual HRESULT ModifyStatusRow(const StatusProps FAR *lpColumnVals, ULONG ulFlags) = 0;
    virtual HRESULT MakeInvalid(ULONG ulFlags, IUnknown FAR *lpObject) = 0;
    virtual HRESULT StoreLogoffTransports(ULONG FAR *lpulFlags) = 0;
};

// An entry ID: four bytes of flags, then the MAPIUID, then whatever the provider likes.
struct ENTRYID {
    std::uint8_t abFlags[4];
    MAPIUID uid;
    const char *store;
};

struct IMSProvider : IUnknown {
    virtual HRESULT Logon(IMAPISupport FAR *lpMAPISup, const ENTRYID FAR *lpEntryID,
                          IMSLogon FAR *FAR *lppMSLogon, IMsgStore FAR *FAR *lppMDB) = 0;
    virtual HRESULT SpoolerLogon(IMAPISupport FAR *lpMAPISup, const ENTRYID FAR *lpEntryID,
                                 IMSLogon FAR *FAR *lppMSLogon, IMsgStore FAR *FAR *lppMDB) = 0;
    virtual HRESULT Shutdown(ULONG FAR *lpulFlags) = 0;
};

#endif
