# Completion for rollout in fish: rollout --completions fish | source

# Whether command $argv[1] is the one that is typed; with a second argument, whether also no
# other word has been.
function __rollout_at
    set -l command ''
    set -l takes no
    set -l seen no
    for word in (commandline -opc)[2..-1]
        if test $takes = yes
            set takes no
            continue
        end
        switch "$command:$word"
            case ':--completions'
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

complete -c 'rollout' -f
complete -c 'rollout' -n '__rollout_at \'\'' -s h -l help -d 'Show this help'
complete -c 'rollout' -n '__rollout_at \'\'' -l version -d 'Show the version'
complete -c 'rollout' -n '__rollout_at \'\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'rollout' -n '__rollout_at \'\'' -l manual -d 'Print the manual page'
