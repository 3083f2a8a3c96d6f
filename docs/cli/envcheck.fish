# Completion for envcheck in fish: envcheck --completions fish | source

# Whether command $argv[1] is the one that is typed; with a second argument, whether also no
# other word has been.
function __envcheck_at
    set -l command ''
    set -l takes no
    set -l seen no
    for word in (commandline -opc)[2..-1]
        if test $takes = yes
            set takes no
            continue
        end
        switch "$command:$word"
            case ':--completions' ':--stack' ':--out' ':--check' ':--environment' ':--format' ':--config' ':--baseline' ':--write-baseline'
                set takes yes
            case ':template'
                test $seen = no; and set command 'template'
            case ':scan'
                test $seen = no; and set command 'scan'
            case 'template:--stack' 'template:--out' 'template:--check' 'template:--environment' 'template:--format' 'template:--completions'
                set takes yes
            case 'scan:--config' 'scan:--baseline' 'scan:--write-baseline' 'scan:--format' 'scan:--completions'
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

complete -c 'envcheck' -f
complete -c 'envcheck' -n '__envcheck_at \'\' first' -a 'template' -d 'Generate env templates and the files that keep secrets out of the repository'
complete -c 'envcheck' -n '__envcheck_at \'\' first' -a 'scan' -d 'Find secrets in files, and in what flows by'
complete -c 'envcheck' -n '__envcheck_at \'\'' -s h -l help -d 'Show this help'
complete -c 'envcheck' -n '__envcheck_at \'\'' -l version -d 'Show the version'
complete -c 'envcheck' -n '__envcheck_at \'\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'envcheck' -n '__envcheck_at \'\'' -l manual -d 'Print the manual page'
complete -c 'envcheck' -n '__envcheck_at \'template\'' -l stack -r -F -d 'Read the stack from FILE, not from standard input'
complete -c 'envcheck' -n '__envcheck_at \'template\'' -l out -x -a '(__fish_complete_directories)' -d 'Write the files below DIR, only what changed'
complete -c 'envcheck' -n '__envcheck_at \'template\'' -l check -x -a '(__fish_complete_directories)' -d 'Write nothing; show how DIR differs, and exit 1 where it does'
complete -c 'envcheck' -n '__envcheck_at \'template\'' -l environment -x -d 'Only what one environment needs'
complete -c 'envcheck' -n '__envcheck_at \'template\'' -l force -d 'Replace files that were edited by hand, or that no generator made'
complete -c 'envcheck' -n '__envcheck_at \'template\'' -l prune -d 'Remove generated files that are no longer generated'
complete -c 'envcheck' -n '__envcheck_at \'template\'' -l format -x -a 'human ndjson' -d 'How results are shown'
complete -c 'envcheck' -n '__envcheck_at \'template\'' -s h -l help -d 'Show this help'
complete -c 'envcheck' -n '__envcheck_at \'template\'' -l version -d 'Show the version'
complete -c 'envcheck' -n '__envcheck_at \'template\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'envcheck' -n '__envcheck_at \'template\'' -l manual -d 'Print the manual page'
complete -c 'envcheck' -n '__envcheck_at \'scan\'' -l staged -d 'Look at what the next commit would add'
complete -c 'envcheck' -n '__envcheck_at \'scan\'' -l history -d 'Look at every version of every file in RANGE, or in all branches'
complete -c 'envcheck' -n '__envcheck_at \'scan\'' -l config -r -F -d 'Take rules and exceptions from FILE, not from PATH\'s .gitleaks.toml'
complete -c 'envcheck' -n '__envcheck_at \'scan\'' -l baseline -r -F -d 'Pass over the secrets that FILE knows already'
complete -c 'envcheck' -n '__envcheck_at \'scan\'' -l write-baseline -r -F -d 'Report nothing; write what was found, as salted hashes, to FILE'
complete -c 'envcheck' -n '__envcheck_at \'scan\'' -l format -x -a 'human json ndjson sarif' -d 'How findings are shown'
complete -c 'envcheck' -n '__envcheck_at \'scan\'' -l show-secrets -d 'Show the values that were found'
complete -c 'envcheck' -n '__envcheck_at \'scan\'' -l kinds -d 'Only list the kinds'
complete -c 'envcheck' -n '__envcheck_at \'scan\'' -s h -l help -d 'Show this help'
complete -c 'envcheck' -n '__envcheck_at \'scan\'' -l version -d 'Show the version'
complete -c 'envcheck' -n '__envcheck_at \'scan\'' -l completions -x -a 'bash zsh fish' -d 'Print the script that completes command lines'
complete -c 'envcheck' -n '__envcheck_at \'scan\'' -l manual -d 'Print the manual page'
complete -c 'envcheck' -n '__envcheck_at \'scan\'' -F
