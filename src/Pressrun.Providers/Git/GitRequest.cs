using System.Text;
using Pressrun.Model;
using Pressrun.Providers.Folders;

namespace Pressrun.Providers.Git;

/// <summary>What is put into a repository.</summary>
/// <param name="Repository">Its folder, relative to the pipeline's.</param>
/// <param name="Path">The file's path in it.</param>
/// <param name="Text">The content, where it is a text; null where it is the only input of the call.</param>
/// <param name="Message">What the commit says, one line.</param>
internal sealed record GitRequest(string Repository, string Path, string? Text, string Message)
{
    private const int MessageMax = 200;

    /// <summary>The file as a pipeline file names it.</summary>
    public string Place => $"git://{PathRules.Show(Repository)}/{PathRules.Show(Path)}";

    /// <summary>Reads a request.</summary>
    /// <exception cref="FormatException">It makes no sense; the message is the middle of a sentence.</exception>
    public static GitRequest Parse(Request request)
    {
        using var content = TargetContent.Parse(request.Content);
        var root = content.RootElement;
        var repository = root.Text("repository") ?? throw new FormatException("`repository` is missing");
        var path = root.Text("path") ?? throw new FormatException("`path` is missing");
        foreach (var one in (string[])[repository, path])
        {
            if (PathRules.Objection(one) is { } objection)
            {
                throw new FormatException($"{PathRules.Show(one)}: {objection}");
            }
        }

        var text = root.Text("text");
        var blob = root.Text("blob");
        if (text is null == blob is null)
        {
            throw new FormatException($"`{PathRules.Show(path)}` needs either `text` or `blob`");
        }

        if (blob is null ? request.Inputs is not [] : request.Inputs is not [var input] || input.Hash != blob)
        {
            throw new FormatException($"the inputs are not what `{PathRules.Show(path)}` says");
        }

        return new(repository, path, text, OneLine(root.Text("message") ?? "") is { Length: > 0 } message
            ? message : $"Publish {OneLine(path)}");
    }

    // A second line could pass for a trailer, such as somebody's signature.
    private static string OneLine(string text)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var letter = Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? new Rune(' ') : rune;
            if (line.Length + letter.Utf16SequenceLength > MessageMax)
            {
                break;
            }

            if (letter.Value != ' ' || (line.Length > 0 && line[^1] != ' '))
            {
                line.Append(letter.ToString());
            }
        }

        return line.ToString().Trim();
    }
}
