using System.Text.Json;
using Pressrun.Providers.Services;

namespace Pressrun.Providers.Batches;

/// <summary>
/// How a service wants batches handed in and tells of them: one vendor's form. Reading never throws.
/// </summary>
internal abstract class BatchWire
{
    /// <summary>The form of a name.</summary>
    /// <exception cref="ArgumentException">There is no such form.</exception>
    public static BatchWire Of(string form) => form switch
    {
        "openai" => new OpenAiBatches(),
        "anthropic" => new AnthropicBatches(),
        _ => throw new ArgumentException($"There is no form of batches `{form}`.", nameof(form)),
    };

    /// <summary>Whether its list is known to begin with the latest.</summary>
    public abstract bool ListsLatestFirst { get; }

    /// <summary>A row, in one line.</summary>
    /// <param name="id">Its id: letters, digits, <c>-</c> and <c>_</c>, at most 64.</param>
    /// <param name="request">The request it stands for.</param>
    public abstract ReadOnlyMemory<byte> WriteRow(string id, WireRequest request);

    /// <summary>Hands rows in, once.</summary>
    /// <param name="exchange">Sends.</param>
    /// <param name="rows">The rows; at least one.</param>
    /// <param name="isAwaited">Whether anybody still wants them.</param>
    /// <param name="ct">Never cancelled but by an end of the process.</param>
    public abstract Task<Handed> HandInAsync(
        BatchExchange exchange, IReadOnlyList<PendingRow> rows, Func<bool> isAwaited, CancellationToken ct);

    /// <summary>Asks for a batch.</summary>
    public abstract WireRequest Get(string batch);

    /// <summary>Asks for the batches there are, a page of them.</summary>
    /// <param name="after">The last one that was told; null from the beginning.</param>
    public abstract WireRequest List(string? after);

    /// <summary>Asks for a file of lines.</summary>
    public abstract WireRequest Lines(string path);

    /// <summary>What is told of a batch; null if it cannot be read.</summary>
    public abstract BatchState? ReadState(JsonElement body);

    /// <summary>A line of results; null if it cannot be read.</summary>
    public BatchRow? ReadRow(ReadOnlyMemory<byte> line) => WireJson.Parse(line) is { } row && IdOf(row) is { } id
        ? ReadRow(id, row)
        : null;

    /// <summary>The id in a line; null if there is none.</summary>
    public static string? IdOf(JsonElement row) => WireJson.Text(row, "custom_id");

    /// <summary>A row of results.</summary>
    protected abstract BatchRow ReadRow(string id, JsonElement row);

    /// <summary>What came of a request that makes a batch.</summary>
    protected Handed ReadMade(Received? received, Model.Outcome? outcome)
    {
        if (received is null)
        {
            return new() { Outcome = outcome, IsInDoubt = outcome is Model.Outcome.Unknown };
        }

        var state = received.IsSuccess ? ReadState(WireJson.Parse(received.Body)) : null;
        return state is not null
            ? new() { State = state }
            : new()
            {
                Refusal = received.IsSuccess ? null : received,
                Outcome = received.IsSuccess
                    ? new Model.Outcome.Unknown("whether there is a batch cannot be read from the answer")
                    : null,

                // What is refused with these was not begun; anything else may have happened before it broke.
                IsInDoubt = received.Status is < 400 or 408 or >= 500,
            };
    }

    /// <summary>The value of a member as it stands there, in bytes.</summary>
    protected static ReadOnlyMemory<byte> BytesOf(JsonElement value) =>
        System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(value).ToArray();
}
