using System.Diagnostics;
using Pressrun.Cli;

namespace Pressrun.Surfaces.Tests.Broken;

/// <summary>Who reads what a command says goes away, as with <c>| head</c>.</summary>
public sealed class ClosedPipeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(UnauthorizedAccessException))]
    [InlineData(typeof(ObjectDisposedException))]
    public void After_the_first_refusal_nothing_more_is_written(Type refusal)
    {
        using var pipe = new Pipe(refusal);
        using var stream = new ForgivingStream(pipe);
        stream.Write([1], 0, 1);
        pipe.IsClosed = true;
        stream.Write([2], 0, 1);
        stream.Flush();
        pipe.IsClosed = false;
        stream.Write([3], 0, 1);
        Assert.Equal([1], pipe.ToArray());
    }

    [Fact]
    public void What_is_no_matter_of_the_reader_is_not_forgiven()
    {
        using var pipe = new Pipe(typeof(InvalidOperationException)) { IsClosed = true };
        using var stream = new ForgivingStream(pipe);
        Assert.Throws<InvalidOperationException>(() => stream.Write([1], 0, 1));
    }

    [Theory]
    [InlineData("|true", 0, "run", "--progress", "plain")]
    [InlineData(">/dev/full", 0, "run", "--progress", "plain")]
    [InlineData(">/dev/full", 0, "show")]
    [InlineData(">/dev/full", 0, "runs", "--json")]
    [InlineData(">/dev/full", 0, "--help")]
    [InlineData(">/dev/full", 2, "run", "no-such-file.yaml")]
    public async Task A_command_whose_words_nobody_takes_ends_quietly_with_its_own_exit_code(
        string reader, int code, params string[] words)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a device that is always full.");
        using var shell = Folder.WithPages(3);
        Assert.Equal(0, Spoken.By(shell, "run").Code);
        Directory.Delete(shell.PathOf("out"), recursive: true);
        var command = Path.Combine(AppContext.BaseDirectory, "Pressrun.Cli.dll");
        // The exit code of the command, not of who reads it.
        var script = $"{{ {{ dotnet \"$@\" 2>&1; echo $? >code; }} {reader}; }} 2>/dev/null";
        var start = new ProcessStartInfo("sh", ["-c", script, "sh", command, .. words])
        {
            WorkingDirectory = shell.Folder,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(Ct);
        Assert.Equal($"{code}\n", await File.ReadAllTextAsync(shell.PathOf("code"), Ct));
        Assert.Empty(Directory.GetFiles(shell.PathOf(".pressrun"), "pressrun-bug-*"));
        Assert.Equal(words[0] == "run" && code == 0, Directory.Exists(shell.PathOf("out")));
    }

    private sealed class Pipe(Type refusal) : MemoryStream
    {
        public bool IsClosed { get; set; }

        public override void Write(byte[] buffer, int offset, int count)
        {
            Refuse();
            base.Write(buffer, offset, count);
        }

        public override void Flush() => Refuse();

        private void Refuse()
        {
            if (IsClosed)
            {
                throw refusal == typeof(ObjectDisposedException)
                    ? new ObjectDisposedException("pipe")
                    : (Exception)Activator.CreateInstance(refusal)!;
            }
        }
    }
}
