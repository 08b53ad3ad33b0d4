using Pressrun.Providers.Batches;

namespace Pressrun.Adapters.Tests.Batches;

public sealed class BatchLogTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pressrun-log-");

    private string LogFile => Path.Combine(_folder.FullName, "batches.jsonl");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_was_noted_is_read_by_the_next_process_in_its_order()
    {
        var log = Log();
        log.Append(new("openai", At));
        log.Append(new("openai", At) { Rows = ["a-1", "b-1"] });
        log.Append(new("anthropic", At) { First = "a-1", Batch = "batch_1" });
        var notes = Log().Read();
        Assert.Equal(["openai", "openai", "anthropic"], notes.Select(note => note!.Provider));
        Assert.Equal(["a-1", "b-1"], notes[1]!.Rows);
        Assert.Equal(("a-1", "batch_1", At), (notes[2]!.First, notes[2]!.Batch, notes[2]!.At));
    }

    [Fact]
    public void A_folder_without_notes_has_none() => Assert.Empty(Log().Read());

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void A_line_a_crash_left_does_not_count_and_does_not_spoil_the_next(int left)
    {
        Log().Append(new("openai", At) { Rows = ["a-1"] });
        var whole = new FileInfo(LogFile).Length;
        Log().Append(new("openai", At) { Rows = ["b-1"] });
        using (var file = File.OpenWrite(LogFile))
        {
            file.SetLength(whole + left);
        }

        Assert.Equal(["a-1"], Assert.Single(Log().Read())!.Rows);
        Log().Append(new("openai", At) { Rows = ["c-1"] });
        Assert.Equal(["a-1", "c-1"], Log().Read().SelectMany(note => note!.Rows));
    }

    [Fact]
    public void A_line_that_was_damaged_is_said_to_be_there()
    {
        Log().Append(new("openai", At));
        File.AppendAllText(LogFile, "{\"provider\":\0\n");
        Log().Append(new("openai", At));
        Assert.Equal([false, true, false], Log().Read().Select(note => note is null));
    }

    [Fact]
    public void Nobody_else_may_read_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        Log().Append(new("openai", At));
#pragma warning disable CA1416 // Skipped there.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(LogFile));
#pragma warning restore CA1416
    }

    [Fact]
    public void Notes_longer_than_any_chunk_are_read_whole()
    {
        string[] rows = [.. Enumerable.Range(0, 1000).Select(number => $"{number:x32}-1")];
        Log().Append(new("openai", At) { Rows = rows });
        Log().Append(new("openai", At) { Rows = rows });
        Assert.Equal(2000, Log().Read().Sum(note => note!.Rows.Count));
    }

    private BatchLog Log() => new(_folder.FullName);
}
