using Pressrun.Model;

namespace Pressrun.Providers.Git;

/// <summary>
/// Says among Pressrun's processes who works on a repository, and remembers whether the one before was killed at it: a
/// lock of git's that it left behind would stop everybody for ever, and only then is it known to be nobody's.
/// </summary>
internal sealed class GitClaim : IDisposable
{
    private const string Name = "pressrun.claim";

    /// <summary>How long a git whose parent was killed may go on.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly string _folder;
    private readonly FileStream _file;

    /// <summary>Throws <see cref="GitException"/> if another process works there.</summary>
    /// <param name="folder">Git's own folder in the repository.</param>
    public GitClaim(string folder)
    {
        _folder = folder;
        try
        {
            // On Linux and macOS, too, nobody else opens it meanwhile; a killed process lets go of it.
            _file = new(Path.Combine(folder, Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new GitException(Failure.Transient,
                "another run publishes into this repository; wait until it is done");
        }
    }

    /// <summary>Begins to work: takes away what a killed process left behind.</summary>
    /// <param name="branch">The branch that is worked on, such as <c>refs/heads/main</c>.</param>
    /// <param name="longest">How long it may have worked.</param>
    /// <param name="time">Tells time.</param>
    /// <param name="ct">Ends the waiting.</param>
    public async Task BeginAsync(string branch, TimeSpan longest, TimeProvider time, CancellationToken ct)
    {
        if (_file.Length > 0)
        {
            var begun = File.GetLastWriteTimeUtc(_file.Name);
            foreach (var name in (string[])["index.lock", "HEAD.lock", $"{branch}.lock"])
            {
                var file = new FileInfo(Path.Combine(_folder, name));
                if (file.Exists && file.LastWriteTimeUtc >= begun && file.LastWriteTimeUtc <= begun + longest + Grace)
                {
                    await RemoveAsync(file, time, ct);
                }
            }
        }

        _file.SetLength(0);
        _file.WriteByte((byte)'1');
        _file.Flush(flushToDisk: true);
    }

    /// <summary>Ends it in good order.</summary>
    public void End() => _file.SetLength(0);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static async Task RemoveAsync(FileInfo file, TimeProvider time, CancellationToken ct)
    {
        var rest = file.LastWriteTimeUtc + Grace - time.GetUtcNow().UtcDateTime;
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest < Grace ? rest : Grace, time, ct);
        }

        file.Delete();
    }
}
