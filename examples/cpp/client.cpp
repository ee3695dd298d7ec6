// A client that shuts a store provider down in six ways and prints what exists before and after.
//
//     shutdown                      five ways, then the two faults
//     shutdown WAY [--fault FAULT]  one: orderly, no-wait, purge, abort, quiet, release, session,
//                                   two-users; with a provider that has a fault: leak or crash
//
// The calls of each way are recorded in a log of its name: orderly.log, orderly-leak.log.
#include <cstdio>
#include <cstring>
#include <initializer_list>

#include "provider.hpp"
#include "session.hpp"
#include "trace.hpp"

namespace {

const ENTRYID store_a = {{0, 0, 0, 0}, {{'A'}}, "A"};

struct Way {
    const char *name;
    // The input flag for StoreLogoff; 0 means that the client doesn't call it.
    ULONG flag;
    // Whether one message is being sent and another one is waiting.
    bool is_busy;
    const char *title;
};

const Way ways[] = {
    {"orderly", LOGOFF_ORDERLY, true, "StoreLogoff(LOGOFF_ORDERLY), then Release"},
    {"no-wait", LOGOFF_NO_WAIT, true, "StoreLogoff(LOGOFF_NO_WAIT), then Release"},
    {"purge", LOGOFF_PURGE, true, "StoreLogoff(LOGOFF_PURGE), then Release"},
    {"abort", LOGOFF_ABORT, true, "StoreLogoff(LOGOFF_ABORT), then Release"},
    {"quiet", LOGOFF_QUIET, true, "StoreLogoff(LOGOFF_QUIET), refused, then Release"},
    {"release", 0, false, "Release, and no StoreLogoff"},
    {"session", 0, false, "the session's Logoff, with a folder that the client forgot"},
    {"two-users", LOGOFF_ORDERLY, false, "one user logs off, another one works on"},
};

void two_users(Session &session, IMsgStore *store, ULONG flags)
{
    IMsgStore *second = nullptr;
    {
        OnThread thread("client-2");
        session.OpenMsgStore(&store_a, &second);
    }
    store->StoreLogoff(&flags);
    store->Release();
    OnThread thread("client-2");
    second->GetProps();
    second->Release();
}

// The client's own part. Don't copy two of the ways: session keeps its objects past Logoff, and
// two-users logs off a store that another client is still using.
void shut_down(const Way &way, Session &session, IMsgStore *store)
{
    if (std::strcmp(way.name, "two-users") == 0) {
        two_users(session, store, way.flag);
    } else if (std::strcmp(way.name, "session") == 0) {
        session.Logoff(0);
        store->Release();   // later than the page allows; MakeInvalid left AddRef and Release
        session.Release();
    } else {
        if (way.flag != 0) {
            ULONG flags = way.flag;   // set before each call: the output flags come back in it
            HRESULT hr = store->StoreLogoff(&flags);
            if (hr != S_OK || (flags & LOGOFF_COMPLETE) == 0) {
                teardown_log::note("not logged off: the store's Release has to do it");
            }
        }
        store->Release();
    }
}

void run(const Way &way, Fault fault)
{
    static const char *const providers[] = {"", "; the provider leaks", "; the provider crashes"};
    static const char *const names[] = {"", "-leak", "-crash"};
    const std::string log = way.name + std::string(names[static_cast<int>(fault)]) + ".log";
    std::printf("== %s: %s%s\n", way.name, way.title, providers[static_cast<int>(fault)]);
    if (teardown_log::open(log.c_str(), "shutdown", "*", true)) {
        std::printf("log %s\n", log.c_str());
    } else {
        std::printf("no log: %s cannot be written\n", log.c_str());
    }
    teardown_log::name_thread("client-1");
    trace::reset();
    Session session(new MSProvider(fault));
    IMsgStore *store = nullptr;
    session.OpenMsgStore(&store_a, &store);
    session.let_spooler_log_on(&store_a);
    if (std::strcmp(way.name, "session") == 0) {
        IMAPIFolder *forgotten = nullptr;
        store->OpenEntry(&forgotten);
    }
    if (std::strcmp(way.name, "two-users") == 0) session.AddRef();   // two users hold it
    if (way.is_busy) {
        session.spooler().submit("M1");
        session.spooler().submit("M2");
        session.spooler().begin_sending();
    }
    std::puts("before");
    session.print_tables();
    teardown_log::note("the shutdown begins");
    shut_down(way, session, store);
    session.spooler().work();
    teardown_log::close("stopped");
    std::puts("after");
    session.print_tables();
}

const Way *find(const char *name)
{
    for (const Way &way : ways) {
        if (std::strcmp(way.name, name) == 0) return &way;
    }
    return nullptr;
}

int usage()
{
    std::fputs("usage: shutdown [WAY [--fault leak|crash]]\nWAY is one of:", stderr);
    for (const Way &way : ways) std::fprintf(stderr, " %s", way.name);
    std::fputs("\n", stderr);
    return 2;
}

}  // namespace

int main(int argc, char **argv)
{
    if (argc == 1) {
        trace::guard_against_crashes(false);
        for (const char *name : {"orderly", "release", "purge", "session", "two-users"}) {
            run(*find(name), Fault::none);
        }
        run(*find("orderly"), Fault::leak);
        trace::guard_against_crashes(true);
        run(*find("release"), Fault::crash);   // ends the process
        return 1;
    }
    const Way *way = find(argv[1]);
    if (way == nullptr || argc == 3 || argc > 4) return usage();
    Fault fault = Fault::none;
    if (argc == 4) {
        if (std::strcmp(argv[2], "--fault") != 0) return usage();
        if (std::strcmp(argv[3], "leak") == 0) fault = Fault::leak;
        else if (std::strcmp(argv[3], "crash") == 0) fault = Fault::crash;
        else return usage();
    }
    trace::guard_against_crashes(fault == Fault::crash);
    run(*way, fault);
    return fault == Fault::crash ? 1 : 0;
}
