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
            case ':--completions' ':--stack' ':--environment' ':--pool'
                set takes yes
            case ':config'
                test $seen = no; and set command 'config'
            case 'config:--stack' 'config:--environment' 'config:--pool' 'config:--completions'
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
complete -c 'healthd' -n '__healthd_at \'\' first' -a 'config' -d 'Print the configuration of an environment, derived from a stack'
complete -c 'healthd' -n '__healthd_at \'\'' -s h -l help -d 'Show this help'
complete -c 'healthd' -n '__healthd_at \'\'' -l version -d 'Show the version'
complete -c 'healthd' -n '__healthd_at \'\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'healthd' -n '__healthd_at \'\'' -l manual -d 'Print the manual page'
complete -c 'healthd' -n '__healthd_at \'config\'' -l stack -r -F -d 'Read the stack from FILE, not from standard input'
complete -c 'healthd' -n '__healthd_at \'config\'' -l environment -x -d 'The environment; not needed where the stack has only one'
complete -c 'healthd' -n '__healthd_at \'config\'' -l pool -x -d 'The servers it is for; not needed where the environment has one pool'
complete -c 'healthd' -n '__healthd_at \'config\'' -l schema -d 'Print the JSON Schema of a configuration instead'
complete -c 'healthd' -n '__healthd_at \'config\'' -l unit -d 'Print the unit for systemd that runs the daemon instead'
complete -c 'healthd' -n '__healthd_at \'config\'' -s h -l help -d 'Show this help'
complete -c 'healthd' -n '__healthd_at \'config\'' -l version -d 'Show the version'
complete -c 'healthd' -n '__healthd_at \'config\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'healthd' -n '__healthd_at \'config\'' -l manual -d 'Print the manual page'
