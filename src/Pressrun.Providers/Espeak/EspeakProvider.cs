using Pressrun.Model;
using Pressrun.Providers.Audio;
using Pressrun.Providers.Programs;
using Pressrun.Seams;

namespace Pressrun.Providers.Espeak;

/// <summary>
/// Speech by the program espeak-ng on this machine: free, offline, the same bytes every time, and good enough for a
/// draft. The model of a request is the voice: <c>default</c>, an espeak variant such as <c>f3</c>, or any other name,
/// which always gets the same variant, so that two speakers differ. Content is
/// <c>{"text", "language": "en", "rate": 165}</c>: <c>language</c> as in BCP 47, an unknown one is read as American
/// English; <c>rate</c> in words a minute, 80 to 450. The answer is a WAV, 22,050 Hz mono. Thread-safe.
/// </summary>
public sealed class EspeakProvider : IProvider
{
    /// <summary>The provider's name.</summary>
    public const string ProviderName = "espeak";

    private const int TextMax = 20_000;
    private const int WavMax = 256 * 1024 * 1024;

    private readonly ProgramRunner _runner;

    /// <param name="slots">
    /// How many texts are spoken at the same time, at least 1.
    /// <value>The default is the number of processors.</value>
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="slots"/> is below 1.</exception>
    public EspeakProvider(int? slots = null)
        : this(new ProgramRunner(), slots)
    {
    }

    /// <param name="runner">Runs programs.</param>
    /// <param name="slots">As in the public constructor.</param>
    internal EspeakProvider(ProgramRunner runner, int? slots = null)
    {
        _runner = runner;
        Profile = new(ProviderName, Limit.AtOnce(slots ?? Environment.ProcessorCount) with { IsCeiling = true });
    }

    /// <inheritdoc/>
    public Profile Profile { get; }

    /// <inheritdoc/>
    public Demand Estimate(Call call) => new(
        Input: 0, MaxOutput: 0, EspeakContent.TryRead(call.Request.Content, out var content, out _)
            ? content.Text.Length
            : 0, Money.Zero);

    /// <inheritdoc/>
    public async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        if (!EspeakContent.TryRead(call.Request.Content, out var content, out var fault))
        {
            return Fail(fault);
        }

        var text = PlainSpeech.Of(content.Text);
        if (!PlainSpeech.HasWords(text))
        {
            return Fail("the text has no words to speak: leave it out, or mend the stage that wrote it");
        }

        if (text.Length > TextMax)
        {
            return Fail($"the text has {text.Length} characters, more than {TextMax}: split it before it is spoken");
        }

        var voice = EspeakVoices.Of(content.Language, call.Request.Model);
        try
        {
            return Judge(await _runner.RunAsync(Start(voice, content.Rate, text), ct), content.Text.Length);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return new(new Outcome.Unknown("espeak-ng was stopped before it had spoken the text"), Body.Empty);
        }
    }

    /// <inheritdoc/>
    public Answer Read(Call call, Reply reply) => reply.Body.Blob is { } blob
        ? new("", blob)
        : throw new FormatException("Speech must be a blob, but this one lies in the journal itself.");

    /// <inheritdoc/>
    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);

    // The text goes through standard input: as an argument, one that begins with a dash would be an option.
    private static ProgramStart Start(string voice, int rate, string text) =>
        new("espeak-ng", ["-v", voice, "-s", $"{rate}", "-b", "1", "--stdin", "--stdout"])
        {
            Input = text,
            OutputMax = WavMax,
        };

    private static Reply Judge(ProgramResult result, int characters) => result switch
    {
        ProgramResult.Missing => Fail(
            "espeak-ng is not installed: speech without a paid service needs it; on Debian, apt-get install espeak-ng"),
        ProgramResult.Unstartable refusal => Fail(
            $"espeak-ng could not be started: {refusal.Cause}",
            refusal.IsPassing ? Failure.Transient : Failure.Permanent),
        ProgramResult.Ended { Code: 0 } end => Speech(end.Output.ToArray(), characters),
        ProgramResult.Ended end => Fail(
            $"espeak-ng ended with exit code {end.Code}: {end.LastErrors(2)}",
            end.Code > 128 ? Failure.Transient : Failure.Permanent),
        _ => Fail("the speech is too long for one text: split it before it is spoken"),
    };

    private static Reply Speech(byte[] wav, int characters) => Wav.Complete(wav) > 0
        ? new(Outcome.Answered.Instance, new Body(wav)) { Usage = new(Characters: characters) }
        : Fail("espeak-ng found nothing to say in the text: is it in the language the pipeline names?");

    private static Reply Fail(string cause, Failure failure = Failure.Permanent) =>
        new(new Outcome.Failed(failure, cause), Body.Empty);
}
