using System.Text.Encodings.Web;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Services;
using Pressrun.Seams;

namespace Pressrun.Providers.Offline;

/// <summary>
/// The language model of a run without keys: it gives back sentences of the text in its prompt and nothing else. It
/// cannot obey what stands in a page, because it does not understand it, and it cannot invent.
/// </summary>
/// <remarks>
/// The request's content is a JSON object: <c>prompt</c> (text, needed), and what the answer's length is to be:
/// <c>min_characters</c>, <c>max_characters</c>, <c>min_words</c>, <c>max_words</c> (whole numbers from 0), and
/// <c>sample</c> (whole number; another one prefers another length within the bounds). Other properties are ignored.
/// The source is the block named <c>source</c>, else the longest one, between a line <c>&lt;name&gt;</c> and a line
/// <c>&lt;/name&gt;</c>, else what follows the first blank line. Without lengths the answer is all of it, cleaned for
/// speech; with them, its most telling whole sentences in their order. A source shorter than the least length is given
/// back whole; where words are missing, placeholder text follows that says what it is. A source that is JSON counts as
/// its texts. A prompt that asks for <c>part 3 of 7</c> is answered from the third seventh of the source. With
/// <c>form</c> (a JSON schema of objects, arrays, strings, numbers and booleans) its sentences fill that form; where it
/// asks for addresses, those stand for what a search has found and are told as searching services tell them.
/// <para>Safe for any thread. Costs nothing; uses a processor for at most seconds for a megabyte.</para>
/// </remarks>
public sealed class OfflineProvider : IProvider
{
    private const string ModelName = "extractive";

    // Both services and vendors count about four characters of English as a token.
    private const int CharactersPerToken = 4;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Func<Blob, Stream> _open;

    /// <summary>A provider named <c>offline</c> with as many slots as there are processors.</summary>
    /// <param name="open">Opens a blob for reading; an answer above <see cref="Body.InlineMax"/> is one.</param>
    public OfflineProvider(Func<Blob, Stream> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        _open = open;
        Profile = new("offline", Limit.AtOnce(Environment.ProcessorCount) with { IsCeiling = true });
    }

    /// <inheritdoc/>
    public Profile Profile { get; }

    /// <summary>A quarter of the prompt's characters as tokens, in and at most out; no money.</summary>
    public Demand Estimate(Call call)
    {
        var tokens = TokensOf(call.Request.Content.Length);
        return new(tokens, tokens, Characters: 0, Money.Zero);
    }

    /// <summary>
    /// Answers at once on the caller's thread. A request that is not as described above is a permanent failure.
    /// </summary>
    public Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult(Answer(call.Request));

    /// <inheritdoc/>
    public Answer Read(Call call, Reply reply)
    {
        try
        {
            using var document = Parse(reply.Body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
                    ? new(text.GetString()!)
                    : throw new FormatException("The offline model's reply has no text.");
        }
        catch (JsonException broken)
        {
            throw new FormatException("The offline model's reply is not JSON.", broken);
        }
    }

    /// <summary>Nothing to find: asking again costs nothing and gives the same answer.</summary>
    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);

    private static Reply Answer(Request request)
    {
        if (request.Model != ModelName)
        {
            return Failed($"The offline provider has no model {request.Model}; write offline/{ModelName}.");
        }

        if (Question.Read(request.Content, out _) is { Form: not null } asked && Digest.Of(asked) is { } digest)
        {
            return new(Outcome.Answered.Instance, Envelope(digest))
            {
                Usage = new(Input: TokensOf(asked.Prompt.Length), Output: TokensOf(digest.Length)),
            };
        }

        var question = Question.Read(request.Content, out var fault);
        if (question is null)
        {
            return Failed(fault);
        }

        var block = SourceBlock.In(question.Prompt);
        var source = SpeechText.Of(JsonProse.Of(block));
        var text = Extract.Of(
            Slice.Of(source, question.Prompt.ReplaceLineEndings("\n").Replace(block, "", StringComparison.Ordinal)),
            question.Length);
        return text.Length == 0
            ? Failed("The prompt holds no sentence that could be spoken; check what its data block is filled with.")
            : new(Outcome.Answered.Instance, Envelope(question.Form is not { } form
                ? Placeholder.Fill(text, question.Length, source, question.Prompt)
                : FilledForm.Addresses(form).ToList() is { Count: > 0 } addresses
                    ? Found.After(FilledForm.Of(form, text), addresses)
                    : FilledForm.Of(form, text)))
            {
                Usage = new(Input: TokensOf(question.Prompt.Length), Output: TokensOf(text.Length)),
            };
    }

    private static Reply Failed(string cause) => new(new Outcome.Failed(Failure.Permanent, cause), Body.Empty);

    private static long TokensOf(int characters) => (characters + CharactersPerToken - 1) / CharactersPerToken;

    private static Body Envelope(string text)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Relaxed))
        {
            writer.WriteStartObject();
            writer.WriteString("text", text);
            writer.WriteString("stand_in", ModelName);
            writer.WriteEndObject();
        }

        return new(bytes.ToArray());
    }

    private JsonDocument Parse(Body body)
    {
        if (body.Blob is not { } blob)
        {
            return JsonDocument.Parse(body.Bytes);
        }

        using var stream = _open(blob);
        return JsonDocument.Parse(stream);
    }
}
