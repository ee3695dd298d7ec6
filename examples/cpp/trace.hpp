// What the example prints: each call with its result, and the objects with their counts.
//
// In a provider of your own, log the same three things: a method begins, it ends, a count changes.
// This header is the place for a recorder. It must not know what any method is for.
#ifndef EXAMPLE_TRACE_HPP
#define EXAMPLE_TRACE_HPP

#include <cstddef>
#include <string>

#include "mapi.hpp"

// An object with a name and a reference count. (One thread runs at a time here: a real provider
// counts with InterlockedIncrement and InterlockedDecrement.)
class Object {
public:
    explicit Object(const std::string &name);

    const std::string &name() const { return name_; }
    ULONG references() const { return references_; }
    bool invalid() const { return invalid_; }

    ULONG increment();
    ULONG decrement();
    // Does what MakeInvalid does. MAPI replaces the object's method table; here each method checks.
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

    std::string name_;
    ULONG references_;
    bool invalid_;
};

// A running method: the constructor prints the call, `leave` prints its result.
class Call {
public:
    Call(const Object &object, const char *method, ULONG FAR *lpulFlags = nullptr);
    Call(const Object &object, const char *method, const Object *argument);
    ~Call();

    HRESULT leave(HRESULT hr);
    ULONG leave(ULONG count);

private:
    Call(const Call &);
    Call &operator=(const Call &);
    void enter(const std::string &argument);

    std::string name_;
    ULONG *flags_;
};

// Names the thread that makes the calls until the end of the scope.
class OnThread {
public:
    explicit OnThread(const std::string &name);
    ~OnThread();

private:
    OnThread(const OnThread &);
    OnThread &operator=(const OnThread &);

    std::string outer_name_;
    int outer_depth_;
};

namespace trace {

// Forgets everything from earlier runs.
void reset();
// Prints one line for each object: its name, its count, and whether it is live, invalid or freed.
void print_objects();
// Makes a later crash print where it happened and end the process, with 0 if it was `expected`.
void guard_against_crashes(bool expected);

}  // namespace trace

#endif
