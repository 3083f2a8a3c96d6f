# Completion for tfgen in fish: tfgen --completions fish | source

# Whether command $argv[1] is the one that is typed; with a second argument, whether also no
# other word has been.
function __tfgen_at
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
            case ':cost'
                test $seen = no; and set command 'cost'
            case ':graph'
                test $seen = no; and set command 'graph'
            case 'generate:--stack' 'generate:--out' 'generate:--check' 'generate:--environment' 'generate:--format' 'generate:--completions'
                set takes yes
            case 'check:--stack' 'check:--format' 'check:--completions'
                set takes yes
            case 'cost:--stack' 'cost:--environment' 'cost:--format' 'cost:--completions'
                set takes yes
            case 'graph:--stack' 'graph:--environment' 'graph:--format' 'graph:--completions'
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

complete -c 'tfgen' -f
complete -c 'tfgen' -n '__tfgen_at \'\' first' -a 'generate' -d 'Generate the infrastructure folder and the Terraform modules'
complete -c 'tfgen' -n '__tfgen_at \'\' first' -a 'check' -d 'Find what neither Terraform nor DigitalOcean\'s provider would'
complete -c 'tfgen' -n '__tfgen_at \'\' first' -a 'cost' -d 'Tell what the environments of a stack cost a month, item by item'
complete -c 'tfgen' -n '__tfgen_at \'\' first' -a 'graph' -d 'Draw the environments of a stack'
complete -c 'tfgen' -n '__tfgen_at \'\'' -l stack -r -F -d 'Read the stack from FILE, not from standard input'
complete -c 'tfgen' -n '__tfgen_at \'\'' -l out -x -a '(__fish_complete_directories)' -d 'Write the files below DIR, only what changed'
complete -c 'tfgen' -n '__tfgen_at \'\'' -l check -x -a '(__fish_complete_directories)' -d 'Write nothing; show how DIR differs, and exit 1 where it does'
complete -c 'tfgen' -n '__tfgen_at \'\'' -l environment -x -d 'Only what one environment needs'
complete -c 'tfgen' -n '__tfgen_at \'\'' -l force -d 'Replace files that were edited by hand, or that no generator made'
complete -c 'tfgen' -n '__tfgen_at \'\'' -l prune -d 'Remove generated files that are no longer generated'
complete -c 'tfgen' -n '__tfgen_at \'\'' -l format -x -a 'human ndjson' -d 'How results are shown'
complete -c 'tfgen' -n '__tfgen_at \'\'' -s h -l help -d 'Show this help'
complete -c 'tfgen' -n '__tfgen_at \'\'' -l version -d 'Show the version'
complete -c 'tfgen' -n '__tfgen_at \'\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'tfgen' -n '__tfgen_at \'\'' -l manual -d 'Print the manual page'
complete -c 'tfgen' -n '__tfgen_at \'generate\'' -l stack -r -F -d 'Read the stack from FILE, not from standard input'
complete -c 'tfgen' -n '__tfgen_at \'generate\'' -l out -x -a '(__fish_complete_directories)' -d 'Write the files below DIR, only what changed'
complete -c 'tfgen' -n '__tfgen_at \'generate\'' -l check -x -a '(__fish_complete_directories)' -d 'Write nothing; show how DIR differs, and exit 1 where it does'
complete -c 'tfgen' -n '__tfgen_at \'generate\'' -l environment -x -d 'Only what one environment needs'
complete -c 'tfgen' -n '__tfgen_at \'generate\'' -l force -d 'Replace files that were edited by hand, or that no generator made'
complete -c 'tfgen' -n '__tfgen_at \'generate\'' -l prune -d 'Remove generated files that are no longer generated'
complete -c 'tfgen' -n '__tfgen_at \'generate\'' -l format -x -a 'human ndjson' -d 'How results are shown'
complete -c 'tfgen' -n '__tfgen_at \'generate\'' -s h -l help -d 'Show this help'
complete -c 'tfgen' -n '__tfgen_at \'generate\'' -l version -d 'Show the version'
complete -c 'tfgen' -n '__tfgen_at \'generate\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'tfgen' -n '__tfgen_at \'generate\'' -l manual -d 'Print the manual page'
complete -c 'tfgen' -n '__tfgen_at \'check\'' -l stack -r -F -d 'Read the stack from FILE, not from standard input'
complete -c 'tfgen' -n '__tfgen_at \'check\'' -l format -x -a 'human json ndjson sarif' -d 'How findings are shown'
complete -c 'tfgen' -n '__tfgen_at \'check\'' -l rules -d 'Only list the rules'
complete -c 'tfgen' -n '__tfgen_at \'check\'' -s h -l help -d 'Show this help'
complete -c 'tfgen' -n '__tfgen_at \'check\'' -l version -d 'Show the version'
complete -c 'tfgen' -n '__tfgen_at \'check\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'tfgen' -n '__tfgen_at \'check\'' -l manual -d 'Print the manual page'
complete -c 'tfgen' -n '__tfgen_at \'cost\'' -l stack -r -F -d 'Read the stack from FILE, not from standard input'
complete -c 'tfgen' -n '__tfgen_at \'cost\'' -l environment -x -d 'Only one environment'
complete -c 'tfgen' -n '__tfgen_at \'cost\'' -l format -x -a 'human json' -d 'How it is shown'
complete -c 'tfgen' -n '__tfgen_at \'cost\'' -s h -l help -d 'Show this help'
complete -c 'tfgen' -n '__tfgen_at \'cost\'' -l version -d 'Show the version'
complete -c 'tfgen' -n '__tfgen_at \'cost\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'tfgen' -n '__tfgen_at \'cost\'' -l manual -d 'Print the manual page'
complete -c 'tfgen' -n '__tfgen_at \'graph\'' -l stack -r -F -d 'Read the stack from FILE, not from standard input'
complete -c 'tfgen' -n '__tfgen_at \'graph\'' -l environment -x -d 'Only this environment; may be given again'
complete -c 'tfgen' -n '__tfgen_at \'graph\'' -l format -x -a 'svg mermaid dot' -d 'What the picture is written in'
complete -c 'tfgen' -n '__tfgen_at \'graph\'' -s h -l help -d 'Show this help'
complete -c 'tfgen' -n '__tfgen_at \'graph\'' -l version -d 'Show the version'
complete -c 'tfgen' -n '__tfgen_at \'graph\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'tfgen' -n '__tfgen_at \'graph\'' -l manual -d 'Print the manual page'
