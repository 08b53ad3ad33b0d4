using Pressrun.Cli.Hosting;

namespace Pressrun.Cli.Commands;

/// <summary>Asks a person at a terminal about all that waits, one after the other.</summary>
/// <param name="terminal">Where he sits.</param>
/// <param name="page">How things are shown.</param>
internal sealed class ReviewTalk(Terminal terminal, ReviewPage page)
{
    private const int LinesShown = 40;

    /// <summary>His answers; empty if he leaves without any.</summary>
    public Answers Ask(IReadOnlyList<Waiting> waiting)
    {
        var answers = new Answers();
        foreach (var (place, one) in waiting.Index())
        {
            terminal.Say("");
            terminal.Say($"{place + 1} of {waiting.Count}");
            page.Show(one, LinesShown);
            if (!(one.Call is not null ? AskOfCall(one, answers) : AskOfResult(one, answers)))
            {
                break;
            }
        }

        return answers;
    }

    // Whether to go on to the next.
    private bool AskOfCall(Waiting one, Answers answers)
    {
        switch (Choose("did it arrive? [y]es, [n]o, [s]kip, [q]uit: ", "ynsq"))
        {
            case 'y': answers.Settle(one, isThere: true); return true;
            case 'n': answers.Settle(one, isThere: false); return true;
            case 's': return true;
            default: return false;
        }
    }

    private bool AskOfResult(Waiting one, Answers answers)
    {
        if (one.Judged is null)
        {
            terminal.Say($"  nothing to decide: when its cause is dealt with, pressrun retry --items {one.Name}");
            return true;
        }

        switch (Choose("[a]pprove, [r]eject, [f]ile with another text, [w]hole text, [s]kip, [q]uit: ", "arfwsq"))
        {
            case 'a': answers.Decide(one, isApproved: true, text: null, Line("note (may be empty): ")); return true;
            case 'r': answers.Decide(one, isApproved: false, text: null, Line("why (may be empty): ")); return true;
            case 'f': return Replace(one, answers);
            case 'w': page.Show(one, int.MaxValue); return AskOfResult(one, answers);
            case 's': return true;
            default: return false;
        }
    }

    private bool Replace(Waiting one, Answers answers)
    {
        var file = Line("file: ");
        var path = Path.GetFullPath(file.Length > 0 ? file : ".", terminal.Folder);
        if (!File.Exists(path))
        {
            terminal.Say($"  {file}: there is no such file");
            return AskOfResult(one, answers);
        }

        answers.Decide(one, isApproved: true, File.ReadAllText(path), notes: "");
        return true;
    }

    private char Choose(string question, string letters)
    {
        while (true)
        {
            terminal.Error.Write(question);
            switch (terminal.Input.ReadLine()?.Trim().ToLowerInvariant())
            {
                case null: return 'q';
                case [var letter, ..] when letters.Contains(letter, StringComparison.Ordinal): return letter;
            }
        }
    }

    private string Line(string question)
    {
        terminal.Error.Write(question);
        return terminal.Input.ReadLine()?.Trim() ?? "";
    }
}
