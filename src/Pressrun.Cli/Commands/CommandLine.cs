using System.CommandLine;

namespace Pressrun.Cli.Commands;

/// <summary>All commands and options.</summary>
internal static class CommandLine
{
    private const string About =
        """
        Pushes a batch of items through a pipeline of calls and never pays twice.

          pressrun init podcast                  a ready pipeline with sample pages
          pressrun run podcast.yaml --offline    run it without any key; again: nothing to do
          pressrun show                          what happened
        """;

    /// <summary>The root command for one terminal.</summary>
    public static RootCommand Of(Terminal terminal)
    {
        var root = new RootCommand(About)
        {
            HelpName = "pressrun",
        };
        var options = new GlobalOptions();
        options.AddTo(root);
        root.Add(InitCommand.Make(terminal, options));
        root.Add(CheckCommand.Make(terminal, options));
        root.Add(CompareCommand.Make(terminal, options));
        root.Add(RunCommand.Make(terminal, options));
        root.Add(RetryCommand.Make(terminal, options));
        root.Add(ReviewCommand.Make(terminal, options));
        root.Add(ReplayCommand.Make(terminal, options));
        root.Add(RunsCommand.Make(terminal, options));
        root.Add(ShowCommand.Make(terminal, options));
        root.Add(QuotasCommand.Make(terminal, options));
        root.Add(PricesCommand.Make(terminal, options));
        root.Add(SpendCommand.Make(terminal, options));
        root.Add(DoctorCommand.Make(terminal, options));
        root.Add(SchemaCommand.Make(terminal));
        root.Add(CompletionCommand.Make(terminal));
        return root;
    }
}
