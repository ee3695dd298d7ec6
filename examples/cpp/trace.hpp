// What the example prints: each call with its result, and the objects with their counts.
//
// A provider of your own logs the same three things: a method begins, it ends, a count changes.
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
    // What MakeInvalid does. MAPI puts another method table into the object; here each method asks.
    void invalidate();

    // Freed memory is filled and not used again: a use after free crashes at once, each time.
    static void *operator new(std::size_t size);
    static void operator delete(void *memory, std::size_t size);

protected:
    virtual ~Object();
    // Writes count and state into the list of objects.
    void note(const char *state) const;

private:
    Object(const Object &);
    Object &operator=(const Object &);

    std::string name_;
    ULONG references_;
    bool invalid_;
};

// A method that is running: the constructor prints the call, `leave` its result.
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

// Names the thread whose calls follow, to the end of the scope.
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

// Forgets what earlier runs have left.
void reset();
// One line for each object: its name, its count, and whether it is live, invalid or freed.
void print_objects();
// From here on a crash prints where it happened and ends the process, with 0 if it was `expected`.
void guard_against_crashes(bool expected);

}  // namespace trace

#endif
