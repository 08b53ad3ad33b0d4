using Pressrun.Model;
using Pressrun.Providers.Local;
using Pressrun.Seams;

namespace Pressrun.Providers.Programs;

/// <summary>
/// A folder that only this user can read, for the files of one piece of work; gone when it is disposed.
/// </summary>
internal sealed class Scratch : IDisposable
{
    /// <param name="parent">
    /// The folder it lies in, made if need be. <value>The default is the system's folder for such files.</value>
    /// </param>
    public Scratch(string? parent = null)
    {
        if (parent is null)
        {
            Folder = Directory.CreateTempSubdirectory("pressrun-").FullName;
            return;
        }

        Folder = Path.Combine(Path.GetFullPath(parent), Path.GetRandomFileName());
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Folder);
        }
        else
        {
            Directory.CreateDirectory(
                Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Its full path.</summary>
    public string Folder { get; }

    /// <summary>The full path of a file in it.</summary>
    /// <param name="name">A name of ours, never one from outside.</param>
    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Copies a blob into it.</summary>
    /// <param name="open">Opens blobs.</param>
    /// <param name="blob">The blob.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="called">What a user would call the blob, such as <c>part 3</c>.</param>
    /// <param name="ct">Ends the copying.</param>
    /// <exception cref="LocalTaskException">The blob is empty, missing or damaged.</exception>
    public async Task AddAsync(Func<Blob, Stream> open, Blob blob, string name, string called, CancellationToken ct)
    {
        try
        {
            await using var source = open(blob);
            await using var target = new FileStream(PathOf(name), FileMode.CreateNew);
            await source.CopyToAsync(target, ct);
            if (target.Length == 0)
            {
                throw new LocalTaskException($"{called} is empty: run the stage that made it again");
            }
        }
        catch (Exception failure) when (
            failure is FileNotFoundException or DirectoryNotFoundException or StoreException { MayPass: false })
        {
            throw new LocalTaskException(
                $"{called} is missing from the store or damaged there: run the stage that made it again", failure);
        }
        catch (StoreException failure)
        {
            throw new LocalTaskException($"{called} cannot be read just now: {failure.Message}", failure)
            {
                IsPassing = true,
            };
        }
    }

    /// <summary>Does a piece of work in a folder of its own, and says in a user's words if the disk failed.</summary>
    /// <param name="parent">The folder it lies in; null for the system's.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="LocalTaskException">The disk is full or refuses; the former passes.</exception>
    public static async Task<T> UseAsync<T>(string? parent, Func<Scratch, Task<T>> work)
    {
        try
        {
            using var scratch = new Scratch(parent);
            return await work(scratch);
        }
        catch (IOException failure)
        {
            throw new LocalTaskException(
                "the folder for temporary files is full or failing: free some space on its disk", failure)
            {
                IsPassing = true,
            };
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new LocalTaskException(
                "the folder for temporary files cannot be written: set TMPDIR to one that can", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // A process killed a moment ago may still have added a file while the folder was being emptied.
        for (var tries = 3; tries > 0 && Directory.Exists(Folder); tries--)
        {
            try
            {
                Directory.Delete(Folder, recursive: true);
            }
            catch (IOException) when (tries > 1)
            {
                // The next try meets a quiet folder.
            }
        }
    }
}
