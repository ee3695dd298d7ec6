// Two store objects with a wrong last Release, to show what that looks like.
#ifndef EXAMPLE_FAULTY_HPP
#define EXAMPLE_FAULTY_HPP

#include "provider.hpp"

// Makes a store object with this fault, or one without a fault.
MsgStore *make_store(Fault fault, const std::string &name, MSProvider *provider, MSLogon *logon,
                     IMAPISupport *support, bool is_spoolers);

#endif
