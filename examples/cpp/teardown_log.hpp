// Records the calls of a MAPI provider as a log that `teardown judge` reads: one file, C++11, no
// dependencies. Copy it into your project; docs/log.md says where to put which line.
//
// With TEARDOWN_LOG defined before it is included every call and every return becomes a line of
// the log, written and flushed at once, so that a crash loses nothing. Without it all of this is
// empty, and costs nothing. It may be used from any number of threads. It must not know what any
// method is for.
#ifndef TEARDOWN_LOG_HPP
#define TEARDOWN_LOG_HPP

#include <cstdint>

#ifdef TEARDOWN_LOG

#include <chrono>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <mutex>

namespace teardown_log {

namespace detail {

// A part of a line, in memory that does not grow. A text that is too long is cut, and a key that has
// no room is left out, so that what is written is whole JSON.
class Line {
public:
    Line() : length_(0), first_(true) { text_[0] = '\0'; }

    const char *text() const { return text_; }
    std::size_t length() const { return length_; }

    Line &raw(const char *text)
    {
        for (; *text != '\0' && length_ + 1 < most; ++text) text_[length_++] = *text;
        text_[length_] = '\0';
        return *this;
    }
    Line &key(const char *name)
    {
        raw(first_ ? "\"" : ",\"").escaped(name).raw("\":");
        first_ = false;
        return *this;
    }
    Line &text(const char *name, const char *value)
    {
        if (value == nullptr || !has_room(name)) return *this;
        return key(name).raw("\"").escaped(value).raw("\"");
    }
    Line &number(const char *name, long long value)
    {
        char digits[32];
        std::snprintf(digits, sizeof digits, "%lld", value);
        return has_room(name) ? key(name).raw(digits) : *this;
    }
    Line &hex(const char *name, unsigned long long value)
    {
        char digits[32];
        std::snprintf(digits, sizeof digits, "\"0x%llX\"", value);
        return has_room(name) ? key(name).raw(digits) : *this;
    }
    // Keys of another one, if they have room.
    Line &append(const Line &other)
    {
        if (length_ + other.length_ + 8 >= most) return *this;
        raw(first_ ? "" : ",").raw(other.text_);
        first_ = false;
        return *this;
    }
    Line &pointer(const char *name, const void *value)
    {
        return hex(name, static_cast<unsigned long long>(reinterpret_cast<std::uintptr_t>(value)));
    }
    Line &open(const char *name, const char *bracket)
    {
        key(name).raw(bracket);
        first_ = true;
        return *this;
    }
    Line &close(const char *bracket)
    {
        first_ = false;
        return raw(bracket);
    }

private:
    static const std::size_t most = 1500;

    // Room for a key, a number or the beginning of a text, and for all brackets.
    bool has_room(const char *name) const { return length_ + std::strlen(name) + 80 < most; }

    Line &escaped(const char *value)
    {
        // A text that has no room is cut so that it can still be ended.
        for (; *value != '\0' && length_ + 40 < most; ++value) {
            const unsigned char byte = static_cast<unsigned char>(*value);
            char escape[8] = {*value, '\0'};
            if (byte == '"' || byte == '\\') {
                escape[0] = '\\';
                escape[1] = *value;
                escape[2] = '\0';
            } else if (byte < 0x20) {
                std::snprintf(escape, sizeof escape, "\\u%04x", byte);
            }
            raw(escape);
        }
        return *this;
    }

    char text_[most];
    std::size_t length_;
    bool first_;
};

// The file, and what all threads share. It is never destroyed: objects may log to the very end.
struct File {
    std::mutex mutex;
    std::FILE *file;
    unsigned long long seq;
    int threads;
    std::chrono::steady_clock::time_point start;

    File() : file(nullptr), seq(0), threads(0) {}

    static File &get()
    {
        static File *one = new File;
        return *one;
    }
    void write(const Line &line) { std::fwrite(line.text(), 1, line.length(), file); }
    void end_line(const char *text)
    {
        std::fwrite(text, 1, std::strlen(text), file);
        std::fflush(file);
    }
};

// What a thread knows of itself: its name or number, and how many of its calls are open.
struct Thread {
    const char *name;
    int number;
    int depth;

    static Thread &get()
    {
        static thread_local Thread one = {nullptr, 0, 0};
        return one;
    }
};

// Writes a record; its number is given back. `more` has the keys that belong to its kind.
inline unsigned long long record(const char *kind, const Line &more)
{
    File &file = File::get();
    Thread &thread = Thread::get();
    std::lock_guard<std::mutex> lock(file.mutex);
    if (file.file == nullptr) return 0;
    if (thread.name == nullptr && thread.number == 0) thread.number = ++file.threads;
    const unsigned long long seq = ++file.seq;
    const long long time = static_cast<long long>(
        std::chrono::duration_cast<std::chrono::nanoseconds>(
            std::chrono::steady_clock::now() - file.start).count());
    Line line;
    line.raw("{").text("record", kind).number("seq", static_cast<long long>(seq));
    line.number("time", time);
    if (thread.name != nullptr) line.text("thread", thread.name);
    else line.number("thread", thread.number);
    line.number("depth", thread.depth);
    if (more.length() != 0) line.raw(",");
    file.write(line);
    file.write(more);
    file.end_line("}\n");
    return seq;
}

}  // namespace detail

// Begins a log; one that is open ends. `interfaces` are those of which every call is recorded,
// separated by blanks, `*` for all. `objects`: every creation and every destruction of their
// objects is recorded too. False: the file cannot be written, and nothing will be.
inline bool open(const char *path, const char *program, const char *interfaces, bool objects)
{
    detail::File &file = detail::File::get();
    std::lock_guard<std::mutex> lock(file.mutex);
    if (file.file != nullptr) std::fclose(file.file);
#ifdef _MSC_VER
    if (fopen_s(&file.file, path, "wb") != 0) file.file = nullptr;
#else
    file.file = std::fopen(path, "wb");
#endif
    file.seq = 0;
    file.start = std::chrono::steady_clock::now();
    if (file.file == nullptr) return false;
    detail::Line line;
    line.raw("{").number("teardown-log", 1).text("recorder", "teardown_log.hpp 1");
    line.text("program", program).text("clock", "ns").open("observed", "{").open("calls", "[");
    const char *separator = "";
    for (const char *at = interfaces; *at != '\0';) {
        const std::size_t length = std::strcspn(at, " ");
        char name[80];
        std::snprintf(name, sizeof name, "%s\"%.*s\"", separator, static_cast<int>(length), at);
        if (length != 0) {
            line.raw(name);
            separator = ",";
        }
        at += length + (at[length] == ' ' ? 1 : 0);
    }
    line.close("]").key("counts").raw("true").key("results").raw("true").key("flags").raw("true");
    line.key("objects").raw(objects ? "true" : "false").key("from_start").raw("true");
    file.write(line);
    file.end_line("}}\n");
    return true;
}

// Ends the log: "exit" the process ends, "stopped" only the recording does, "crash". The last may
// come from a handler of crashes, on the thread that crashed: it waits for no lock.
inline void close(const char *how)
{
    detail::File &file = detail::File::get();
    const bool crashed = std::strcmp(how, "crash") == 0;
    if (!crashed) file.mutex.lock();
    else if (!file.mutex.try_lock()) return;
    std::FILE *open = file.file;
    file.mutex.unlock();
    if (open == nullptr) return;
    detail::record("end", detail::Line().text("how", how));
    std::lock_guard<std::mutex> lock(file.mutex);
    std::fclose(file.file);
    file.file = nullptr;
}

// Names the calling thread; the text must stay. "client-1", "client-2", "spooler" and
// "other-process" say whose thread it is.
inline const char *name_thread(const char *name)
{
    const char *old = detail::Thread::get().name;
    detail::Thread::get().name = name;
    return old;
}

// How many calls of this thread are open, for a program that runs the code of several on one.
inline int set_depth(int depth)
{
    const int old = detail::Thread::get().depth;
    detail::Thread::get().depth = depth;
    return old;
}

// Anything that a person should read.
inline void note(const char *text) { detail::record("note", detail::Line().text("note", text)); }

// An object: "created", with its name or none and its count; "destroyed", in its destructor;
// "invalid", once it was made so.
inline void object(const char *state, const void *object, const char *interface_name,
                   const char *name, long count)
{
    detail::Line line;
    line.pointer("object", object).text("interface", interface_name).text("name", name);
    line.text("state", state).number("count", static_cast<long long>(count));
    detail::record("object", line);
}

// Arguments of a call, or what a return gives back.
class Values {
public:
    explicit Values(const char *kind) { line_.open(kind, "{"); }
    Values &pointer(const char *name, const void *value)
    {
        line_.pointer(name, value);
        return *this;
    }
    Values &number(const char *name, long long value)
    {
        line_.number(name, value);
        return *this;
    }
    Values &text(const char *name, const char *value)
    {
        line_.text(name, value);
        return *this;
    }
    detail::Line line() const
    {
        detail::Line closed = line_;
        closed.close("}");
        return closed;
    }

private:
    detail::Line line_;
};

// A method that is running: the constructor writes the call, the destructor its return. A method
// that throws returns too, without a result.
class Call {
public:
    // `lpulFlags` points to the flags of the call, in or in and out, or is null.
    Call(const void *object, const char *interface_name, const char *method,
         const std::uint32_t *lpulFlags = nullptr)
        : flags_(lpulFlags)
    {
        begin(object, interface_name, method, detail::Line());
    }
    Call(const void *object, const char *interface_name, const char *method,
         const std::uint32_t *lpulFlags, const Values &args)
        : flags_(lpulFlags)
    {
        begin(object, interface_name, method, args.line());
    }
    ~Call()
    {
        --detail::Thread::get().depth;
        if (flags_ != nullptr) back_.hex("flags", *flags_);
        detail::record("return", back_);
    }

    // What it returns: an HRESULT, or the count of AddRef and Release.
    template <typename Result> Result result(Result hr)
    {
        back_.hex("result", static_cast<std::uint32_t>(hr));
        return hr;
    }
    template <typename Count> Count count(Count count)
    {
        back_.number("count", static_cast<std::int32_t>(count));
        return count;
    }
    // An object that it gives back, by the name of the parameter.
    void gives(const Values &values) { back_.append(values.line()); }

private:
    Call(const Call &);
    Call &operator=(const Call &);

    void begin(const void *object, const char *interface_name, const char *method,
               const detail::Line &args)
    {
        detail::Line line;
        line.pointer("object", object).text("interface", interface_name).text("method", method);
        if (flags_ != nullptr) line.hex("flags", *flags_);
        if (args.length() != 0) line.append(args);
        const unsigned long long seq = detail::record("call", line);
        back_.number("of", static_cast<long long>(seq)).text("method", method);
        ++detail::Thread::get().depth;
    }

    const std::uint32_t *flags_;
    detail::Line back_;
};

}  // namespace teardown_log

// In a method: the call is recorded here, its return at the end of the scope.
#define TEARDOWN_LOG_CALL(object, interface_name, method) \
    teardown_log::Call teardown_log_call((object), (interface_name), (method))
#define TEARDOWN_LOG_CALL_FLAGS(object, interface_name, method, lpulFlags) \
    teardown_log::Call teardown_log_call((object), (interface_name), (method), (lpulFlags))
#define TEARDOWN_LOG_CALL_ARGS(object, interface_name, method, lpulFlags, args)              \
    teardown_log::Call teardown_log_call((object), (interface_name), (method), (lpulFlags),  \
                                         teardown_log::Values("args") args)
// In the place of `return`: with an HRESULT, and with the count of AddRef and Release.
#define TEARDOWN_LOG_RETURN(hr) return teardown_log_call.result(hr)
#define TEARDOWN_LOG_COUNT(left) return teardown_log_call.count(left)
// Where you record a call of someone else's code: what it returned, without a return of your own.
#define TEARDOWN_LOG_RESULT(hr) teardown_log_call.result(hr)
#define TEARDOWN_LOG_LEFT(left) teardown_log_call.count(left)
// Before it: objects that are given back, as `.pointer("lppMDB", store)`.
#define TEARDOWN_LOG_GIVES(values) \
    teardown_log_call.gives(teardown_log::Values("gives") values)
#define TEARDOWN_LOG_OBJECT(state, pointer, interface_name, name, count) \
    teardown_log::object((state), (pointer), (interface_name), (name), (count))
#define TEARDOWN_LOG_OPEN(path, program, interfaces, objects) \
    teardown_log::open((path), (program), (interfaces), (objects))
#define TEARDOWN_LOG_CLOSE(how) teardown_log::close(how)
#define TEARDOWN_LOG_THREAD(name) teardown_log::name_thread(name)
#define TEARDOWN_LOG_NOTE(text) teardown_log::note(text)

#else  // Off: nothing is left of any of these, and no argument is computed.

#define TEARDOWN_LOG_CALL(object, interface_name, method) ((void)0)
#define TEARDOWN_LOG_CALL_FLAGS(object, interface_name, method, lpulFlags) ((void)0)
#define TEARDOWN_LOG_CALL_ARGS(object, interface_name, method, lpulFlags, args) ((void)0)
#define TEARDOWN_LOG_RETURN(hr) return (hr)
#define TEARDOWN_LOG_COUNT(left) return (left)
#define TEARDOWN_LOG_RESULT(hr) ((void)0)
#define TEARDOWN_LOG_LEFT(left) ((void)0)
#define TEARDOWN_LOG_GIVES(values) ((void)0)
#define TEARDOWN_LOG_OBJECT(state, pointer, interface_name, name, count) ((void)0)
#define TEARDOWN_LOG_OPEN(path, program, interfaces, objects) ((void)0)
#define TEARDOWN_LOG_CLOSE(how) ((void)0)
#define TEARDOWN_LOG_THREAD(name) ((void)0)
#define TEARDOWN_LOG_NOTE(text) ((void)0)

#endif  // TEARDOWN_LOG

#endif  // TEARDOWN_LOG_HPP
