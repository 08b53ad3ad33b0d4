using System.Text;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Local;

namespace Pressrun.Providers.Programs;

/// <summary>
/// <c>run</c>: a program of the user's that reads text and writes text. Content is
/// <c>{"program", "arguments": [..], "text"}</c>; an argument may name an input's file by <c>{input1}</c>.
/// </summary>
/// <param name="open">Opens blobs.</param>
/// <param name="runner">Runs programs.</param>
/// <param name="scratch">Where temporary files lie; null for the system's folder.</param>
internal sealed class ProgramTask(Func<Blob, Stream> open, ProgramRunner runner, string? scratch = null) : LocalTask
{
    private const int OutputMax = 1_000_000;

    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <inheritdoc/>
    public override string Name => "run";

    /// <inheritdoc/>
    public override Task<Body> RunAsync(Call call, CancellationToken ct)
    {
        var (program, arguments, text) = ReadContent(call.Request.Content);
        return Scratch.UseAsync(scratch, async folder =>
        {
            var inputs = call.Request.Inputs;
            for (var index = 0; index < inputs.Count; index++)
            {
                var called = $"input {index + 1} of {program}";
                await folder.AddAsync(open, inputs[index], NameOf(index), called, ct);
            }

            var filled = arguments.Select(argument => Fill(argument, inputs.Count, folder));
            var start = new ProgramStart(program, [.. filled])
            {
                Input = text,
                Folder = folder.Folder,
                OutputMax = OutputMax,
            };
            return Judge(program, await runner.RunAsync(start, ct), folder);
        });
    }

    /// <inheritdoc/>
    public override Answer Read(Call call, Reply reply)
    {
        if (reply.Body.Blob is not { } blob)
        {
            return new(reply.Body.ToText());
        }

        // An encoding with a mark of its own would swallow that mark at the beginning.
        using var reader = new StreamReader(open(blob), Strict, detectEncodingFromByteOrderMarks: false);
        return new(reader.ReadToEnd());
    }

    private static (string Program, List<string> Arguments, string Text) ReadContent(string content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var root = document.RootElement;
            List<string> arguments = root.TryGetProperty("arguments", out var list)
                ? [.. list.EnumerateArray().Select(argument => argument.GetString() ?? "")]
                : [];
            var text = root.TryGetProperty("text", out var given) ? given.GetString() : "";
            if (root.GetProperty("program").GetString() is { Length: > 0 } program
                && !arguments.Exists(argument => argument.Contains('\0', StringComparison.Ordinal)))
            {
                return (program, arguments, text ?? "");
            }
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Malformed(fault);
        }

        throw Malformed();
    }

    private static LocalTaskException Malformed(Exception? fault = null) => new(
        "a program to run needs a name and a list of arguments, each a text without a zero byte: "
            + "write `program: pandoc` and `arguments: [..]`",
        fault);

    private static string NameOf(int index) => $"input{index + 1}";

    private static string Fill(string argument, int inputs, Scratch folder)
    {
        for (var index = 0; index < inputs; index++)
        {
            argument = argument.Replace(
                $"{{{NameOf(index)}}}", folder.PathOf(NameOf(index)), StringComparison.Ordinal);
        }

        return argument;
    }

    private static Body Judge(string program, ProgramResult result, Scratch folder) => result switch
    {
        ProgramResult.Missing => throw new LocalTaskException(
            $"{program} is not installed, or not in the search path: install it, or write its path"),
        ProgramResult.Unstartable refusal => throw new LocalTaskException(
            $"{program} could not be started: {refusal.Cause}")
        {
            IsPassing = refusal.IsPassing,
        },
        ProgramResult.TooMuch excess => throw new LocalTaskException(
            $"{program} wrote more than {excess.Max:N0} bytes: let it write less, or to a file of its own"),
        ProgramResult.Ended { Code: 0 } end when IsText(end.Output.Span) => new Body(end.Output),
        ProgramResult.Ended { Code: 0 } => throw new LocalTaskException(
            $"{program} wrote something that is no UTF-8 text: let it write text"),
        ProgramResult.Ended end => throw new LocalTaskException(
            $"{program} ended with exit code {end.Code}: {LastWords(end, folder)}"),
        _ => throw new InvalidOperationException($"Unknown result of a program: {result}."),
    };

    private static string LastWords(ProgramResult.Ended end, Scratch folder) =>
        end.LastErrors(3).Replace(folder.PathOf(""), "", StringComparison.Ordinal) is { Length: > 0 } words
            ? words
            : "it said nothing; run it by hand to see why";

    private static bool IsText(ReadOnlySpan<byte> output)
    {
        try
        {
            Strict.GetCharCount(output);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
