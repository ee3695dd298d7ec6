// What this example counts, and where it records: objects with a name and a reference count, and
// methods that are running. What is recorded is a log; teardown_log.hpp writes it.
//
// A provider of your own needs no such classes: it calls teardown_log.hpp itself. It must not know
// what any method is for.
#ifndef EXAMPLE_TRACE_HPP
#define EXAMPLE_TRACE_HPP

#include <cstddef>
#include <string>

#include "mapi.hpp"
#ifndef TEARDOWN_LOG
#define TEARDOWN_LOG
#endif
#include "teardown_log.hpp"

// An object with a name and a reference count. (One thread runs at a time here: a real provider
// counts with InterlockedIncrement and InterlockedDecrement.)
class Object {
public:
    Object(const char *interface_name, const std::string &name);

    const std::string &name() const { return name_; }
    const char *interface_name() const { return interface_name_; }
    ULONG references() const { return references_; }
    bool invalid() const { return invalid_; }

    ULONG increment();
    ULONG decrement();
    // Does what MakeInvalid does. MAPI replaces the object's method table; here each method checks.
    // MAPI also frees the object with MAPIFreeBuffer: in your provider, allocate what you pass to
    // MakeInvalid with MAPIAllocateBuffer (inferred).
    void invalidate();

    // Freed memory is overwritten and never reused, so a use after free crashes at once, every
    // time.
    static void *operator new(std::size_t size);
    static void operator delete(void *memory, std::size_t size);

protected:
    virtual ~Object();
    // Writes the count and the state into the list of objects.
    void note(const char *state) const;

private:
    Object(const Object &);
    Object &operator=(const Object &);

    const char *interface_name_;
    std::string name_;
    ULONG references_;
    bool invalid_;
};

// A running method: the constructor records the call, `leave` records its result.
class Call {
public:
    Call(const Object &object, const char *method, ULONG FAR *lpulFlags = nullptr)
        : call_(&object, object.interface_name(), method, lpulFlags)
    {
    }
    Call(const Object &object, const char *method, const teardown_log::Values &args)
        : call_(&object, object.interface_name(), method, nullptr, args)
    {
    }

    HRESULT leave(HRESULT hr) { return call_.result(hr); }
    ULONG leave(ULONG count) { return call_.count(count); }
    void gives(const char *name, const Object *object)
    {
        call_.gives(teardown_log::Values("gives").pointer(name, object));
    }
    void gives(const Object *logon, const Object *store)
    {
        call_.gives(teardown_log::Values("gives")
                        .pointer("lppMSLogon", logon)
                        .pointer("lppMDB", store));
    }

private:
    teardown_log::Call call_;
};

// Names the thread that makes the calls until the end of the scope.
class OnThread {
public:
    explicit OnThread(const char *name)
        : outer_name_(teardown_log::name_thread(name)), outer_depth_(teardown_log::set_depth(0))
    {
    }
    ~OnThread()
    {
        teardown_log::name_thread(outer_name_);
        teardown_log::set_depth(outer_depth_);
    }

private:
    OnThread(const OnThread &);
    OnThread &operator=(const OnThread &);

    const char *outer_name_;
    int outer_depth_;
};

namespace trace {

// Forgets everything from earlier runs.
void reset();
// Prints one line for each object: its name, its count, and whether it is live, invalid or freed.
void print_objects();
// Makes a later crash end the log and the process, with 0 if it was `expected`.
void guard_against_crashes(bool expected);

}  // namespace trace

#endif
