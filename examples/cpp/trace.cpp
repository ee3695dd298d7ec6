// Prints calls and objects, and catches a crash. It must not know what any method is for.
#include "trace.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <vector>

namespace {

struct Known {
    std::string name;
    ULONG references;
    const char *state;
};

std::vector<Known> objects;
std::vector<std::string> running;
std::string thread_name = "client-1";
int depth = 0;
bool crash_expected = false;

Known *find(const std::string &name)
{
    for (std::size_t i = 0; i < objects.size(); ++i) {
        if (objects[i].name == name) return &objects[i];
    }
    return nullptr;
}

// A second object with the same name is called `name#2`, as in the program's own runs.
std::string free_name(const std::string &name)
{
    std::string candidate = name;
    for (int number = 2; find(candidate) != nullptr; ++number) {
        candidate = name + "#" + std::to_string(number);
    }
    return candidate;
}

std::string flag_names(ULONG flags)
{
    static const struct {
        ULONG value;
        const char *name;
    } known[] = {
        {LOGOFF_NO_WAIT, "LOGOFF_NO_WAIT"},   {LOGOFF_ORDERLY, "LOGOFF_ORDERLY"},
        {LOGOFF_PURGE, "LOGOFF_PURGE"},       {LOGOFF_ABORT, "LOGOFF_ABORT"},
        {LOGOFF_QUIET, "LOGOFF_QUIET"},       {LOGOFF_COMPLETE, "LOGOFF_COMPLETE"},
        {LOGOFF_INBOUND, "LOGOFF_INBOUND"},   {LOGOFF_OUTBOUND, "LOGOFF_OUTBOUND"},
        {LOGOFF_OUTBOUND_QUEUE, "LOGOFF_OUTBOUND_QUEUE"},
    };
    std::string names;
    for (std::size_t i = 0; i < sizeof known / sizeof known[0]; ++i) {
        if ((flags & known[i].value) == 0) continue;
        if (!names.empty()) names += "|";
        names += known[i].name;
    }
    return names.empty() ? "0" : names;
}

const char *result_name(HRESULT hr)
{
    switch (hr) {
    case S_OK: return "S_OK";
    case MAPI_E_UNKNOWN_FLAGS: return "MAPI_E_UNKNOWN_FLAGS";
    case MAPI_E_INVALID_OBJECT: return "MAPI_E_INVALID_OBJECT";
    default: return "another HRESULT";
    }
}

void print_line(const std::string &text)
{
    std::printf("  %-9s %*s%s\n", thread_name.c_str(), 2 * depth, "", text.c_str());
}

extern "C" void on_crash(int)
{
    // The program's own thread raises the signal, at a point where it is not printing: printf is
    // safe.
    std::printf("crash\n  in %s: freed memory was used\n",
                running.empty() ? "no method" : running.back().c_str());
    std::fflush(stdout);
    std::_Exit(crash_expected ? 0 : 1);
}

}  // namespace

Object::Object(const std::string &name) : name_(free_name(name)), references_(1), invalid_(false)
{
    objects.push_back(Known{name_, 1, "live"});
}

Object::~Object() { note("freed"); }

ULONG Object::increment()
{
    ++references_;
    note(invalid_ ? "invalid" : "live");
    return references_;
}

ULONG Object::decrement()
{
    --references_;
    note(invalid_ ? "invalid" : "live");
    return references_;
}

void Object::invalidate()
{
    invalid_ = true;
    note("invalid");
}

void Object::note(const char *state) const
{
    Known *known = find(name_);
    if (known == nullptr) return;
    known->references = references_;
    known->state = state;
}

void *Object::operator new(std::size_t size) { return ::operator new(size); }

void Object::operator delete(void *memory, std::size_t size)
{
    // Volatile, because a compiler would drop stores into memory that nobody may read.
    volatile unsigned char *byte = static_cast<unsigned char *>(memory);
    for (std::size_t i = 0; i < size; ++i) byte[i] = 0xDD;
}

Call::Call(const Object &object, const char *method, ULONG FAR *lpulFlags)
    : name_(object.name() + "." + method), flags_(lpulFlags)
{
    enter(flags_ == nullptr ? "" : flag_names(*flags_));
}

Call::Call(const Object &object, const char *method, const Object *argument)
    : name_(object.name() + "." + method), flags_(nullptr)
{
    enter(argument == nullptr ? "null" : argument->name());
}

void Call::enter(const std::string &argument)
{
    print_line(name_ + "(" + argument + ")");
    running.push_back(name_);
    ++depth;
}

Call::~Call()
{
    running.pop_back();
    --depth;
}

HRESULT Call::leave(HRESULT hr)
{
    print_line(std::string("-> ") + result_name(hr) +
               (flags_ == nullptr ? "" : ", " + flag_names(*flags_)));
    return hr;
}

ULONG Call::leave(ULONG count)
{
    print_line("-> " + std::to_string(static_cast<std::int32_t>(count)));
    return count;
}

OnThread::OnThread(const std::string &name) : outer_name_(thread_name), outer_depth_(depth)
{
    thread_name = name;
    depth = 0;
}

OnThread::~OnThread()
{
    thread_name = outer_name_;
    depth = outer_depth_;
}

namespace trace {

void reset()
{
    objects.clear();
    running.clear();
    thread_name = "client-1";
    depth = 0;
}

void print_objects()
{
    for (std::size_t i = 0; i < objects.size(); ++i) {
        std::printf("  object  %-12s %2d  %s\n", objects[i].name.c_str(),
                    static_cast<int>(static_cast<std::int32_t>(objects[i].references)),
                    objects[i].state);
    }
}

void guard_against_crashes(bool expected)
{
    crash_expected = expected;
    std::signal(SIGSEGV, on_crash);
#ifdef SIGBUS
    std::signal(SIGBUS, on_crash);
#endif
}

}  // namespace trace
