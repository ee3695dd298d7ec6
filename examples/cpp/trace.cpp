// Counts references, and catches a crash. It must not know what any method is for.
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

extern "C" void on_crash(int)
{
    // The program's own thread raises the signal, at a point where it is not writing.
    teardown_log::close("crash");
    std::printf("crash\n  freed memory was used\n");
    std::fflush(stdout);
    std::_Exit(crash_expected ? 0 : 1);
}

}  // namespace

Object::Object(const char *interface_name, const std::string &name)
    : interface_name_(interface_name), name_(free_name(name)), references_(1), invalid_(false)
{
    objects.push_back(Known{name_, 1, "live"});
    teardown_log::object("created", this, interface_name, name_.c_str(), 1);
}

Object::~Object()
{
    teardown_log::object("destroyed", this, interface_name_, nullptr,
                         static_cast<std::int32_t>(references_));
    note("freed");
}

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

namespace trace {

void reset() { objects.clear(); }

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
