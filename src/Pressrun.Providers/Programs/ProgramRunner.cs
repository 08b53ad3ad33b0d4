using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Pressrun.Providers.Programs;

/// <summary>
/// Runs programs: never through a shell, with an environment that holds no keys, and with nothing left running when the
/// caller stops waiting.
/// </summary>
/// <param name="searchPath">
/// Folders in which programs are looked up, as in PATH. <value>The default is PATH.</value>
/// </param>
internal sealed class ProgramRunner(string? searchPath = null)
{
    // Whatever else the environment holds is a key, or would make the same call answer differently elsewhere.
    private static readonly string[] Kept = ["HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "USERPROFILE"];

    private const string Setsid = "/usr/bin/setsid";
    private const int ElfHead = 52;

    // Out of processes, memory or file handles: others may give some back.
    private static readonly int[] PassingErrors = [11, 12, 23, 24];

    private readonly string _searchPath = searchPath ?? Environment.GetEnvironmentVariable("PATH") ?? "";

    /// <summary>
    /// Runs a program to its end. Cancelling kills it and everything it started, and then throws
    /// <see cref="OperationCanceledException"/>.
    /// </summary>
    public async Task<ProgramResult> RunAsync(ProgramStart start, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (Find(start.Program) is not { } path)
        {
            return new ProgramResult.Missing(start.Program);
        }

        if (IsApart && !HasHead(path))
        {
            return new ProgramResult.Unstartable("it is no program", IsPassing: false);
        }

        using var process = new Process { StartInfo = Describe(start, path) };
        try
        {
            process.Start();
        }
        catch (Win32Exception refusal)
        {
            // The framework's own message names paths; the system's words for the code do not.
            return new ProgramResult.Unstartable(
                new Win32Exception(refusal.NativeErrorCode).Message, PassingErrors.Contains(refusal.NativeErrorCode));
        }

        try
        {
            return Refusal(await WatchAsync(process, start, ct));
        }
        finally
        {
            Kill(process);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    // What stands between could not start it: in its words, "setsid: failed to execute NAME: CAUSE".
    private static ProgramResult Refusal(ProgramResult result) =>
        result is ProgramResult.Ended { Code: 126 or 127 } end
            && end.Errors.StartsWith("setsid: ", StringComparison.Ordinal)
                ? new ProgramResult.Unstartable(end.Errors.Split(": ")[^1].Trim(), IsPassing: false)
                : result;

    // Looked up here, because the framework would also look into the current folder, which may hold anything.
    private string? Find(string program)
    {
        if (program.Length == 0 || program.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        string[] names = OperatingSystem.IsWindows() ? [program, program + ".exe"] : [program];
        var folders = Path.GetFileName(program) == program
            ? _searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathRooted)
            : [Environment.CurrentDirectory];
        return folders.SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(IsProgram);
    }

    private static bool IsApart { get; } = File.Exists(Setsid);

    // What stands between hands a file that is neither to a shell.
    private static bool HasHead(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> head = stackalloc byte[ElfHead];
            var length = file.ReadAtLeast(head, ElfHead, throwOnEndOfStream: false);
            return head.StartsWith("#!"u8) || (length == ElfHead && head.StartsWith("\u007FELF"u8));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // A program that may be executed but not read.
            return true;
        }
    }

    private static bool IsProgram(string path) => File.Exists(path)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(path)
                & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute))
            != UnixFileMode.None);

    private ProcessStartInfo Describe(ProgramStart start, string path)
    {
        // Ctrl-C in a terminal reaches all its processes: in a session of its own a program may finish its work.
        var description = new ProcessStartInfo(
            IsApart ? Setsid : path, IsApart ? [path, .. start.Arguments] : start.Arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = start.Folder ?? "",
        };
        var environment = description.Environment;
        foreach (var name in environment.Keys.Except(Kept, StringComparer.Ordinal).ToList())
        {
            environment.Remove(name);
        }

        environment["PATH"] = _searchPath;
        environment["LC_ALL"] = "C.UTF-8";
        foreach (var (name, value) in start.Variables)
        {
            environment[name] = value;
        }

        return description;
    }

    private static async Task<ProgramResult> WatchAsync(Process process, ProgramStart start, CancellationToken ct)
    {
        // All three at once: a program may fill one pipe while it waits for another.
        var input = WriteAsync(process.StandardInput.BaseStream, start.Input, ct);
        var output = ReadAsync(process, start.OutputMax, ct);
        var errors = ReadEndAsync(process.StandardError.BaseStream, start.ErrorMax, ct);

        // A grandchild that outlives the program may hold a pipe open for ever; only the token ends such a wait.
        await Task.WhenAll(input, output, errors).WaitAsync(ct);
        await process.WaitForExitAsync(ct);
        return await output is { } bytes
            ? new ProgramResult.Ended(process.ExitCode, bytes, await errors)
            : new ProgramResult.TooMuch(start.OutputMax);
    }

    private static async Task WriteAsync(Stream input, string text, CancellationToken ct)
    {
        try
        {
            await using (input)
            {
                await input.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
            }
        }
        catch (IOException)
        {
            // It ended or closed its input before it had read everything; its exit code says whether that was wrong.
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(Process process, int max, CancellationToken ct)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[64 * 1024];
        var output = process.StandardOutput.BaseStream;
        for (int count; (count = await output.ReadAsync(buffer, ct)) > 0;)
        {
            if (kept.Length + count > max)
            {
                Kill(process);
                return null;
            }

            kept.Write(buffer, 0, count);
        }

        return kept.GetBuffer().AsMemory(0, (int)kept.Length);
    }

    private static async Task<string> ReadEndAsync(Stream errors, int max, CancellationToken ct)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int count; (count = await errors.ReadAsync(buffer, ct)) > 0;)
        {
            kept.Write(buffer, 0, count);
            if (kept.Length > 2L * max)
            {
                KeepEnd(kept, max);
            }
        }

        KeepEnd(kept, max);
        return Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length);
    }

    private static void KeepEnd(MemoryStream kept, int max)
    {
        if (kept.Length > max)
        {
            kept.GetBuffer().AsSpan((int)kept.Length - max, max).CopyTo(kept.GetBuffer());
            kept.SetLength(max);
            kept.Position = max;
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
        catch (Win32Exception)
        {
            // It is ending just now.
        }
    }
}
