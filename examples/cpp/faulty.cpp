// The faults PB2 and PB3 of `teardown bugs` in C++.
#include "faulty.hpp"

namespace {

// PB2: never releases the support object, so MAPI's four tasks never run.
class LeakingStore : public MsgStore {
public:
    using MsgStore::MsgStore;
    ULONG Release() override
    {
        Call call(*this, "Release");
        ULONG left = decrement();
        if (left != 0) return call.leave(left);
        if (!told_) {
            ULONG flags = LOGOFF_ABORT;
            support_->StoreLogoffTransports(&flags);
        }
        unlink();
        delete this;
        return call.leave(left);
    }
};

// PB3: releases the support object first. Inside that Release MAPI calls Logoff, which finds the
// store still open and frees it; everything after that uses freed memory.
class HastyStore : public MsgStore {
public:
    using MsgStore::MsgStore;
    ULONG Release() override
    {
        Call call(*this, "Release");
        ULONG left = decrement();
        if (left != 0) return call.leave(left);
        support_->Release();
        if (!told_) {
            ULONG flags = LOGOFF_ABORT;
            support_->StoreLogoffTransports(&flags);
        }
        unlink();
        delete this;
        return call.leave(left);
    }
};

}  // namespace

MsgStore *make_store(Fault fault, const std::string &name, MSProvider *provider, MSLogon *logon,
                     IMAPISupport *support, bool is_spoolers)
{
    switch (fault) {
    case Fault::leak: return new LeakingStore(name, provider, logon, support, is_spoolers);
    case Fault::crash: return new HastyStore(name, provider, logon, support, is_spoolers);
    default: return new MsgStore(name, provider, logon, support, is_spoolers);
    }
}
