using Pressrun.Providers.Local;
using Pressrun.Providers.Programs;

namespace Pressrun.Providers.Audio;

/// <summary>Runs ffmpeg in one folder, on files of ours only.</summary>
/// <param name="runner">Runs programs.</param>
/// <param name="folder">The folder; files in arguments are names in it, so that no message shows a path.</param>
internal sealed class Ffmpeg(ProgramRunner runner, Scratch folder)
{
    /// <summary>How sound lies in the folder between two steps: one channel of 32-bit floats at 44.1 kHz.</summary>
    public static readonly string[] RawFormat = ["-f", "f32le", "-ar", "44100", "-ac", "1"];

    // Silences are listed one by one: 6 hours of a nervous speaker are some 10 MB.
    private const int ReportMax = 32 * 1024 * 1024;

    // Statistics off: they would interleave with what filters report. No protocol but files: no input may name others.
    private static readonly string[] Common =
        ["-nostdin", "-hide_banner", "-nostats", "-y", "-loglevel", "info", "-protocol_whitelist", "file,pipe"];

    /// <summary>Runs it.</summary>
    /// <param name="doing">What a user would say it does, such as <c>read part 3</c>.</param>
    /// <param name="arguments">Inputs, filters and outputs.</param>
    /// <param name="ct">Kills it.</param>
    /// <returns>What it reported.</returns>
    /// <exception cref="LocalTaskException">It is not there, or failed.</exception>
    public async Task<string> RunAsync(string doing, IEnumerable<string> arguments, CancellationToken ct)
    {
        var start = new ProgramStart("ffmpeg", [.. Common, .. arguments])
        {
            Folder = folder.Folder,
            ErrorMax = ReportMax,
        };
        return await runner.RunAsync(start, ct) switch
        {
            ProgramResult.Ended { Code: 0 } end => end.Errors,
            ProgramResult.Ended end => throw new LocalTaskException($"ffmpeg could not {doing}: {end.LastErrors(2)}")
            {
                IsPassing = end.Code > 128 || end.Errors.Contains("No space left", StringComparison.Ordinal),
            },
            ProgramResult.Missing => throw new LocalTaskException(
                "ffmpeg is not installed: join and measure need it; on Debian, apt-get install ffmpeg"),
            ProgramResult.Unstartable refusal => throw new LocalTaskException(
                $"ffmpeg could not be started: {refusal.Cause}")
            {
                IsPassing = refusal.IsPassing,
            },
            var other => throw new LocalTaskException($"ffmpeg could not {doing}: {other}"),
        };
    }
}
