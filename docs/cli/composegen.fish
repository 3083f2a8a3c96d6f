# Completion for composegen in fish: composegen --completions fish | source

# Whether command $argv[1] is the one that is typed; with a second argument, whether also no
# other word has been.
function __composegen_at
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
            case ':init'
                test $seen = no; and set command 'init'
            case 'generate:--stack' 'generate:--out' 'generate:--check' 'generate:--environment' 'generate:--format' 'generate:--completions'
                set takes yes
            case 'check:--stack' 'check:--format' 'check:--completions'
                set takes yes
            case 'init:--format' 'init:--completions'
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

complete -c 'composegen' -f
complete -c 'composegen' -n '__composegen_at \'\' first' -a 'generate' -d 'Generate Dockerfiles, compose files and their guides'
complete -c 'composegen' -n '__composegen_at \'\' first' -a 'check' -d 'Find what compose accepts in compose files and should not'
complete -c 'composegen' -n '__composegen_at \'\' first' -a 'init' -d 'Print a stack document for an existing Turborepo or JavaScript workspace'
complete -c 'composegen' -n '__composegen_at \'\'' -l stack -r -F -d 'Read the stack from FILE, not from standard input'
complete -c 'composegen' -n '__composegen_at \'\'' -l out -x -a '(__fish_complete_directories)' -d 'Write the files below DIR, only what changed'
complete -c 'composegen' -n '__composegen_at \'\'' -l check -x -a '(__fish_complete_directories)' -d 'Write nothing; show how DIR differs, and exit 1 where it does'
complete -c 'composegen' -n '__composegen_at \'\'' -l environment -x -d 'Only what one environment needs'
complete -c 'composegen' -n '__composegen_at \'\'' -l force -d 'Replace files that were edited by hand, or that no generator made'
complete -c 'composegen' -n '__composegen_at \'\'' -l prune -d 'Remove generated files that are no longer generated'
complete -c 'composegen' -n '__composegen_at \'\'' -l format -x -a 'human ndjson' -d 'How results are shown'
complete -c 'composegen' -n '__composegen_at \'\'' -s h -l help -d 'Show this help'
complete -c 'composegen' -n '__composegen_at \'\'' -l version -d 'Show the version'
complete -c 'composegen' -n '__composegen_at \'\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'composegen' -n '__composegen_at \'\'' -l manual -d 'Print the manual page'
complete -c 'composegen' -n '__composegen_at \'generate\'' -l stack -r -F -d 'Read the stack from FILE, not from standard input'
complete -c 'composegen' -n '__composegen_at \'generate\'' -l out -x -a '(__fish_complete_directories)' -d 'Write the files below DIR, only what changed'
complete -c 'composegen' -n '__composegen_at \'generate\'' -l check -x -a '(__fish_complete_directories)' -d 'Write nothing; show how DIR differs, and exit 1 where it does'
complete -c 'composegen' -n '__composegen_at \'generate\'' -l environment -x -d 'Only what one environment needs'
complete -c 'composegen' -n '__composegen_at \'generate\'' -l force -d 'Replace files that were edited by hand, or that no generator made'
complete -c 'composegen' -n '__composegen_at \'generate\'' -l prune -d 'Remove generated files that are no longer generated'
complete -c 'composegen' -n '__composegen_at \'generate\'' -l format -x -a 'human ndjson' -d 'How results are shown'
complete -c 'composegen' -n '__composegen_at \'generate\'' -s h -l help -d 'Show this help'
complete -c 'composegen' -n '__composegen_at \'generate\'' -l version -d 'Show the version'
complete -c 'composegen' -n '__composegen_at \'generate\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'composegen' -n '__composegen_at \'generate\'' -l manual -d 'Print the manual page'
complete -c 'composegen' -n '__composegen_at \'check\'' -l stack -r -F -d 'Compare with the stack in FILE'
complete -c 'composegen' -n '__composegen_at \'check\'' -l format -x -a 'human json ndjson sarif' -d 'How findings are shown'
complete -c 'composegen' -n '__composegen_at \'check\'' -l rules -d 'Only list the rules'
complete -c 'composegen' -n '__composegen_at \'check\'' -s h -l help -d 'Show this help'
complete -c 'composegen' -n '__composegen_at \'check\'' -l version -d 'Show the version'
complete -c 'composegen' -n '__composegen_at \'check\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'composegen' -n '__composegen_at \'check\'' -l manual -d 'Print the manual page'
complete -c 'composegen' -n '__composegen_at \'check\'' -F
complete -c 'composegen' -n '__composegen_at \'init\'' -l format -x -a 'human ndjson' -d 'How the stack and the notes are shown'
complete -c 'composegen' -n '__composegen_at \'init\'' -s h -l help -d 'Show this help'
complete -c 'composegen' -n '__composegen_at \'init\'' -l version -d 'Show the version'
complete -c 'composegen' -n '__composegen_at \'init\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'composegen' -n '__composegen_at \'init\'' -l manual -d 'Print the manual page'
complete -c 'composegen' -n '__composegen_at \'init\'' -a '(__fish_complete_directories)'
