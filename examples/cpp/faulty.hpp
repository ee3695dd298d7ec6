// Two store objects whose last Release is wrong, to see what that looks like.
#ifndef EXAMPLE_FAULTY_HPP
#define EXAMPLE_FAULTY_HPP

#include "provider.hpp"

// A store object with this fault, or a sound one.
MsgStore *make_store(Fault fault, const std::string &name, MSProvider *provider, MSLogon *logon,
                     IMAPISupport *support, bool is_spoolers);

#endif
