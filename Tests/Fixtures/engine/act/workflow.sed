# What a workflow needs until act runs it on an engine without a registry (sed --regexp-extended).

# An image made here has no digest to be found by.
s/@sha256:[0-9a-f]{64}//

# act 0.2.89 knows no deployment of an environment, and asks nobody for approval.
/^ *deployment: false$/d

# It knows no command of a service container either: the image made here runs $COMMAND.
/^ *command: /{
  N
  s/command: (.*)\n( *)env:/env:\n\2  COMMAND: \1/
}

# All jobs work in the one folder that act binds, so that paths are those of the engine: one at a time.
s/^( *)fail-fast: false$/&\n\1max-parallel: 1/

# The servers are here at once; on GitHub's machines ten seconds more don't matter.
s/--health-interval 10s/--health-interval 1s/

# It forgets an output's expression as soon as one run of a matrix answers it with nothing. Here the
# event has the expression itself, so that an answer of nothing is the question again.
s/\$\{\{ steps\.push\.outputs\.(\S+) \}\}/${{ steps.push.outputs.\1 || github.event.asked.\1 }}/
