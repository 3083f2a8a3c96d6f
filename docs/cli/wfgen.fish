# Completion for wfgen in fish: wfgen --completions fish | source

# Whether command $argv[1] is the one that is typed; with a second argument, whether also no
# other word has been.
function __wfgen_at
    set -l command ''
    set -l takes no
    set -l seen no
    for word in (commandline -opc)[2..-1]
        if test $takes = yes
            set takes no
            continue
        end
        switch "$command:$word"
            case ':--stack' ':--out' ':--check' ':--environment' ':--format' ':--completions'
                set takes yes
            case ':generate'
                test $seen = no; and set command 'generate'
            case ':check'
                test $seen = no; and set command 'check'
            case 'generate:--stack' 'generate:--out' 'generate:--check' 'generate:--environment' 'generate:--format' 'generate:--completions'
                set takes yes
            case 'check:--format' 'check:--completions'
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

complete -c 'wfgen' -f
complete -c 'wfgen' -n '__wfgen_at \'\' first' -a 'generate' -d 'Generate the workflows'
complete -c 'wfgen' -n '__wfgen_at \'\' first' -a 'check' -d 'Find what is wrong in workflows and actions, whoever wrote them'
complete -c 'wfgen' -n '__wfgen_at \'\'' -l stack -r -F -d 'Read the stack from FILE, not from standard input'
complete -c 'wfgen' -n '__wfgen_at \'\'' -l out -x -a '(__fish_complete_directories)' -d 'Write the files below DIR, only what changed'
complete -c 'wfgen' -n '__wfgen_at \'\'' -l check -x -a '(__fish_complete_directories)' -d 'Write nothing; show how DIR differs, and exit 1 where it does'
complete -c 'wfgen' -n '__wfgen_at \'\'' -l environment -x -d 'Only what one environment needs'
complete -c 'wfgen' -n '__wfgen_at \'\'' -l force -d 'Replace files that were edited by hand, or that no generator made'
complete -c 'wfgen' -n '__wfgen_at \'\'' -l prune -d 'Remove generated files that are no longer generated'
complete -c 'wfgen' -n '__wfgen_at \'\'' -l format -x -a 'human ndjson' -d 'How results are shown'
complete -c 'wfgen' -n '__wfgen_at \'\'' -s h -l help -d 'Show this help'
complete -c 'wfgen' -n '__wfgen_at \'\'' -l version -d 'Show the version'
complete -c 'wfgen' -n '__wfgen_at \'\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'wfgen' -n '__wfgen_at \'\'' -l manual -d 'Print the manual page'
complete -c 'wfgen' -n '__wfgen_at \'generate\'' -l stack -r -F -d 'Read the stack from FILE, not from standard input'
complete -c 'wfgen' -n '__wfgen_at \'generate\'' -l out -x -a '(__fish_complete_directories)' -d 'Write the files below DIR, only what changed'
complete -c 'wfgen' -n '__wfgen_at \'generate\'' -l check -x -a '(__fish_complete_directories)' -d 'Write nothing; show how DIR differs, and exit 1 where it does'
complete -c 'wfgen' -n '__wfgen_at \'generate\'' -l environment -x -d 'Only what one environment needs'
complete -c 'wfgen' -n '__wfgen_at \'generate\'' -l force -d 'Replace files that were edited by hand, or that no generator made'
complete -c 'wfgen' -n '__wfgen_at \'generate\'' -l prune -d 'Remove generated files that are no longer generated'
complete -c 'wfgen' -n '__wfgen_at \'generate\'' -l format -x -a 'human ndjson' -d 'How results are shown'
complete -c 'wfgen' -n '__wfgen_at \'generate\'' -s h -l help -d 'Show this help'
complete -c 'wfgen' -n '__wfgen_at \'generate\'' -l version -d 'Show the version'
complete -c 'wfgen' -n '__wfgen_at \'generate\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'wfgen' -n '__wfgen_at \'generate\'' -l manual -d 'Print the manual page'
complete -c 'wfgen' -n '__wfgen_at \'check\'' -l format -x -a 'human json ndjson sarif' -d 'How findings are shown'
complete -c 'wfgen' -n '__wfgen_at \'check\'' -l rules -d 'Only list the rules'
complete -c 'wfgen' -n '__wfgen_at \'check\'' -s h -l help -d 'Show this help'
complete -c 'wfgen' -n '__wfgen_at \'check\'' -l version -d 'Show the version'
complete -c 'wfgen' -n '__wfgen_at \'check\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'wfgen' -n '__wfgen_at \'check\'' -l manual -d 'Print the manual page'
complete -c 'wfgen' -n '__wfgen_at \'check\'' -F
