# Completion for healthd in fish: healthd --completions fish | source

# Whether command $argv[1] is the one that is typed; with a second argument, whether also no
# other word has been.
function __healthd_at
    set -l command ''
    set -l takes no
    set -l seen no
    for word in (commandline -opc)[2..-1]
        if test $takes = yes
            set takes no
            continue
        end
        switch "$command:$word"
            case ':--completions' ':--config' ':--stack' ':--environment' ':--pool' ':--listen' ':--control' ':--format' ':--for' ':--reason'
                set takes yes
            case ':serve'
                test $seen = no; and set command 'serve'
            case ':check'
                test $seen = no; and set command 'check'
            case ':config'
                test $seen = no; and set command 'config'
            case ':drain'
                test $seen = no; and set command 'drain'
            case ':resume'
                test $seen = no; and set command 'resume'
            case ':status'
                test $seen = no; and set command 'status'
            case 'serve:--config' 'serve:--stack' 'serve:--environment' 'serve:--pool' 'serve:--listen' 'serve:--control' 'serve:--completions'
                set takes yes
            case 'check:--config' 'check:--stack' 'check:--environment' 'check:--pool' 'check:--control' 'check:--format' 'check:--completions'
                set takes yes
            case 'config:--stack' 'config:--environment' 'config:--pool' 'config:--completions'
                set takes yes
            case 'drain:--for' 'drain:--reason' 'drain:--control' 'drain:--completions'
                set takes yes
            case 'resume:--control' 'resume:--completions'
                set takes yes
            case 'status:--control' 'status:--completions'
                set takes yes
            case '*:-*'
                continue
            case '*'
                set seen yes
        end
    end
    test "$command" = "$argv[1]"; and begin
        not set -q argv[2]; or test $seen = no
    end
end

complete -c 'healthd' -f
complete -c 'healthd' -n '__healthd_at \'\' first' -a 'serve' -d 'Look at what the configuration names, and answer how it is'
complete -c 'healthd' -n '__healthd_at \'\' first' -a 'check' -d 'Ask the daemon, or look once, and end with the answer'
complete -c 'healthd' -n '__healthd_at \'\' first' -a 'config' -d 'Print the configuration of an environment, derived from a stack'
complete -c 'healthd' -n '__healthd_at \'\' first' -a 'drain' -d 'Answer 503, so that balancers send no more requests'
complete -c 'healthd' -n '__healthd_at \'\' first' -a 'resume' -d 'End a drain'
complete -c 'healthd' -n '__healthd_at \'\' first' -a 'status' -d 'Tell what the daemon knows, as JSON'
complete -c 'healthd' -n '__healthd_at \'\'' -s h -l help -d 'Show this help'
complete -c 'healthd' -n '__healthd_at \'\'' -l version -d 'Show the version'
complete -c 'healthd' -n '__healthd_at \'\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'healthd' -n '__healthd_at \'\'' -l manual -d 'Print the manual page'
complete -c 'healthd' -n '__healthd_at \'serve\'' -l config -r -F -d 'Read the configuration from FILE; - is standard input'
complete -c 'healthd' -n '__healthd_at \'serve\'' -l stack -r -F -d 'Derive it from the stack in FILE instead; - is standard input'
complete -c 'healthd' -n '__healthd_at \'serve\'' -l environment -x -d 'Of the stack'
complete -c 'healthd' -n '__healthd_at \'serve\'' -l pool -x -d 'Of the environment'
complete -c 'healthd' -n '__healthd_at \'serve\'' -l listen -x -d 'Answer there; the port 0 takes a free one'
complete -c 'healthd' -n '__healthd_at \'serve\'' -l control -x -d 'Take commands there, not where the configuration says'
complete -c 'healthd' -n '__healthd_at \'serve\'' -s h -l help -d 'Show this help'
complete -c 'healthd' -n '__healthd_at \'serve\'' -l version -d 'Show the version'
complete -c 'healthd' -n '__healthd_at \'serve\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'healthd' -n '__healthd_at \'serve\'' -l manual -d 'Print the manual page'
complete -c 'healthd' -n '__healthd_at \'check\'' -l config -r -F -d 'Read the configuration from FILE; - is standard input'
complete -c 'healthd' -n '__healthd_at \'check\'' -l stack -r -F -d 'Derive it from the stack in FILE instead; - is standard input'
complete -c 'healthd' -n '__healthd_at \'check\'' -l environment -x -d 'Of the stack'
complete -c 'healthd' -n '__healthd_at \'check\'' -l pool -x -d 'Of the environment'
complete -c 'healthd' -n '__healthd_at \'check\'' -l control -x -d 'The daemon\'s control socket; /run/healthd/control.sock without it'
complete -c 'healthd' -n '__healthd_at \'check\'' -l format -x -a 'human json nagios' -d 'How it is shown'
complete -c 'healthd' -n '__healthd_at \'check\'' -s h -l help -d 'Show this help'
complete -c 'healthd' -n '__healthd_at \'check\'' -l version -d 'Show the version'
complete -c 'healthd' -n '__healthd_at \'check\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'healthd' -n '__healthd_at \'check\'' -l manual -d 'Print the manual page'
complete -c 'healthd' -n '__healthd_at \'config\'' -l stack -r -F -d 'Read the stack from FILE, not from standard input'
complete -c 'healthd' -n '__healthd_at \'config\'' -l environment -x -d 'The environment; not needed where the stack has only one'
complete -c 'healthd' -n '__healthd_at \'config\'' -l pool -x -d 'The servers it is for; not needed where the environment has one pool'
complete -c 'healthd' -n '__healthd_at \'config\'' -l schema -d 'Print the JSON Schema of a configuration instead'
complete -c 'healthd' -n '__healthd_at \'config\'' -l unit -d 'Print the unit for systemd that runs the daemon instead'
complete -c 'healthd' -n '__healthd_at \'config\'' -s h -l help -d 'Show this help'
complete -c 'healthd' -n '__healthd_at \'config\'' -l version -d 'Show the version'
complete -c 'healthd' -n '__healthd_at \'config\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'healthd' -n '__healthd_at \'config\'' -l manual -d 'Print the manual page'
complete -c 'healthd' -n '__healthd_at \'drain\'' -l for -x -d 'End it by itself after a time, as 30s or 5m'
complete -c 'healthd' -n '__healthd_at \'drain\'' -l reason -x -d 'Why, for those who look'
complete -c 'healthd' -n '__healthd_at \'drain\'' -l control -x -d 'The daemon\'s control socket; /run/healthd/control.sock without it'
complete -c 'healthd' -n '__healthd_at \'drain\'' -s h -l help -d 'Show this help'
complete -c 'healthd' -n '__healthd_at \'drain\'' -l version -d 'Show the version'
complete -c 'healthd' -n '__healthd_at \'drain\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'healthd' -n '__healthd_at \'drain\'' -l manual -d 'Print the manual page'
complete -c 'healthd' -n '__healthd_at \'resume\'' -l control -x -d 'The daemon\'s control socket; /run/healthd/control.sock without it'
complete -c 'healthd' -n '__healthd_at \'resume\'' -s h -l help -d 'Show this help'
complete -c 'healthd' -n '__healthd_at \'resume\'' -l version -d 'Show the version'
complete -c 'healthd' -n '__healthd_at \'resume\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'healthd' -n '__healthd_at \'resume\'' -l manual -d 'Print the manual page'
complete -c 'healthd' -n '__healthd_at \'status\'' -l control -x -d 'The daemon\'s control socket; /run/healthd/control.sock without it'
complete -c 'healthd' -n '__healthd_at \'status\'' -s h -l help -d 'Show this help'
complete -c 'healthd' -n '__healthd_at \'status\'' -l version -d 'Show the version'
complete -c 'healthd' -n '__healthd_at \'status\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'healthd' -n '__healthd_at \'status\'' -l manual -d 'Print the manual page'
