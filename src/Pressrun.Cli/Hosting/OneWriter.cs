using System.Text.Json;
using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Stages;

namespace Pressrun.Cli.Hosting;

/// <summary>
/// A folder in which a file belongs to the item, the stage and the part that wrote it: a second one with the same path
/// fails, because one of the two would be lost without a word. Thread-safe.
/// </summary>
/// <param name="folder">Writes the files.</param>
/// <param name="writers">Who wrote what; one for all providers of one folder.</param>
internal sealed class OneWriter(IProvider folder, FileWriters writers) : DelegatingProvider(folder)
{
    /// <inheritdoc/>
    public override Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct) =>
        Objection(call, looksBack: true) is { } objection
            ? Task.FromResult(new Reply(new Outcome.Failed(Failure.Permanent, objection), Body.Empty))
            : Inner.SendAsync(call, attempt, ct);

    /// <inheritdoc/>
    /// <remarks>What an earlier run wrote is only read here, and belongs to its item all the same.</remarks>
    public override Answer Read(Call call, Reply reply) => Objection(call, looksBack: false) is { } objection
        ? throw new CallFailedException(objection)
        : Inner.Read(call, reply);

    private string? Objection(Call call, bool looksBack) =>
        // Of what has no path the folder says what is wrong with it.
        PathOf(call.Request) is { } path ? writers.Objection(path, call, looksBack) : null;

    private static string? PathOf(Request request)
    {
        try
        {
            using var content = JsonDocument.Parse(request.Content);
            var root = content.RootElement;
            return root.TryGetProperty("path", out var path) ? path.GetString()
                : root.TryGetProperty("outbox", out var outbox) && root.TryGetProperty("name", out var name)
                    ? $"{outbox.GetString()?.TrimEnd('/')}/{name.GetString()}.eml"
                : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
