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

complete -c 'healthd' -f
complete -c 'healthd' -n '__healthd_at \'\'' -s h -l help -d 'Show this help'
complete -c 'healthd' -n '__healthd_at \'\'' -l version -d 'Show the version'
complete -c 'healthd' -n '__healthd_at \'\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'healthd' -n '__healthd_at \'\'' -l manual -d 'Print the manual page'
