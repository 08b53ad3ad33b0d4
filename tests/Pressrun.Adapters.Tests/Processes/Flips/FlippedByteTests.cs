using System.Globalization;
using System.Text.RegularExpressions;
using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Seams;

namespace Pressrun.Adapters.Tests.Processes.Flips;

/// <summary>One byte of a closed store is not what was written; then the run goes on.</summary>
public sealed class FlippedByteTests : IAsyncLifetime
{
    private const int PageSize = 4096;
    private const int HeaderSize = 100;
    private const int CallsBefore = 60;

    private static readonly int PerPage = ProcessGroup.IsFull ? 16 : 2;

    private readonly DirectoryInfo _root = QuickFolder.Create("pressrun-flips-");
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<CallKey, string> _expected = [];
    private readonly HashSet<CallKey> _answered = [];
    private string _results = "";
    private int _flips;

    public async ValueTask InitializeAsync()
    {
        var whole = new AnsweringProvider();
        var undisturbed = Path.Combine(_root.FullName, "undisturbed");
        Assert.Equal(RunEnding.Complete, (await new Leaflet(whole).RunAsync(undisturbed)).Ending);
        _results = (await Remains.ReadAsync(undisturbed)).Results;
        foreach (var (key, what) in whole.Asked)
        {
            _expected.Add(key, what);
        }

        var half = new AnsweringProvider();
        var folder = Path.Combine(_root.FullName, "half");
        Assert.Equal(RunEnding.Stopped, (await new Leaflet(half).RunAsync(folder, CallsBefore)).Ending);
        _answered.UnionWith((await Remains.ReadAsync(folder)).Replies.Select(reply => reply.Key));
        Assert.Equal(half.Asked.Keys.ToHashSet(), _answered);
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            _files.Add(Path.GetRelativePath(folder, file), await File.ReadAllBytesAsync(file));
        }

        Assert.DoesNotContain("pressrun.db-wal", _files.Keys);
        Assert.Null((await GoOnAsync("nothing", "lock", 0, 0)).Hole);
    }

    public ValueTask DisposeAsync()
    {
        _root.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_flipped_byte_of_the_database_is_refused_or_makes_no_difference()
    {
        var (draws, fates) = (new Random(5), new List<Fate>());
        for (var page = 0; page < _files["pressrun.db"].Length / PageSize; page++)
        {
            for (var draw = 0; draw < PerPage; draw++)
            {
                fates.Add(await FlipAsync(draws, "pressrun.db", (page * PageSize) + draws.Next(PageSize)));
            }
        }

        for (var at = 0; at < HeaderSize; at += ProcessGroup.IsFull ? 1 : 9)
        {
            fates.Add(await FlipAsync(draws, "pressrun.db", at));
        }

        Inspect(fates);
    }

    [Fact]
    public async Task A_flipped_byte_of_a_blob_is_refused_by_whoever_reads_it()
    {
        var (draws, fates) = (new Random(6), new List<Fate>());
        foreach (var blob in _files.Keys.Where(name => name.StartsWith("blobs", StringComparison.Ordinal)).ToList())
        {
            fates.Add(await FlipAsync(draws, blob, draws.Next(_files[blob].Length)));
        }

        Inspect(fates);
        Assert.Contains(fates, fate => fate.Refusal is not null);
    }

    private static void Inspect(List<Fate> fates)
    {
        var holes = fates.Where(fate => fate.Hole is not null).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{fates.Count} flips: {fates.Count(fate => fate.Refusal is not null)} refused, "
            + $"{fates.Count(fate => fate is { Refusal: null, Hole: null })} made no difference, {holes.Count} holes"));
        foreach (var said in fates.Select(fate => fate.Refusal).OfType<string>().CountBy(Kind))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{said.Value} x {said.Key}");
        }

        Assert.True(holes.Count == 0, string.Join('\n', holes.Select(hole => $"{hole.Place}: {hole.Hole}")));
    }

    // What was said, without what is another each time.
    private static string Kind(string refusal) => Regex.Replace(
        refusal, @"pressrun-flips-\S+|[0-9a-f]{64}|\d+", "N", RegexOptions.NonBacktracking);

    private Task<Fate> FlipAsync(Random draws, string file, int at)
    {
        // One bit as often as any others.
        var mask = (byte)(draws.Next(2) == 0 ? 1 << draws.Next(8) : draws.Next(1, 256));
        var place = string.Create(CultureInfo.InvariantCulture,
            $"{file}, byte {at} (page {(at / PageSize) + 1}, {at % PageSize}), bits {mask:x2}");
        return GoOnAsync(place, file, at, mask);
    }

    private async Task<Fate> GoOnAsync(string place, string file, int at, byte mask)
    {
        var folder = Path.Combine(_root.FullName, (++_flips).ToString(CultureInfo.InvariantCulture));
        foreach (var (name, content) in _files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, content);
        }

        if (mask != 0)
        {
            var flipped = (byte[])_files[file].Clone();
            flipped[at] ^= mask;
            await File.WriteAllBytesAsync(Path.Combine(folder, file), flipped);
        }

        try
        {
            return await JudgeAsync(place, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<Fate> JudgeAsync(string place, string folder)
    {
        var provider = new AnsweringProvider();
        string? refusal = null, hole = null;
        try
        {
            var result = await new Leaflet(provider).RunAsync(folder);
            refusal = result.Ending == RunEnding.Store ? result.Cause : null;
            if (refusal is null)
            {
                (refusal, hole) = await CompareAsync(result, folder);
            }
        }
        catch (StoreException refused)
        {
            refusal = $"{refused.Fault}: {refused.Message}";
            hole = refused.Fault is StoreFault.Damaged or StoreFault.Unusable ? null : refusal;
        }
#pragma warning disable CA1031 // Whatever else is thrown is what is looked for.
        catch (Exception error)
#pragma warning restore CA1031
        {
            hole = error.ToString();
        }

        if (provider.Asked.FirstOrDefault(asked => _answered.Contains(asked.Key)) is { Value: { } again })
        {
            hole = $"{again} was asked again; {hole}";
        }
        else if (provider.Asked.FirstOrDefault(asked => !_expected.ContainsKey(asked.Key)) is { Value: { } never })
        {
            hole = $"{never} was asked with what nobody has written; {hole}";
        }

        return new(place, refusal, hole);
    }

    private async Task<(string? Refusal, string? Hole)> CompareAsync(RunResult result, string folder)
    {
        if (result.Ending != RunEnding.Complete)
        {
            return (null, $"it ended as {result.Ending}: {result.Cause}");
        }

        var remains = await Remains.ReadAsync(folder);
        if (result.Spent != remains.State.Spent)
        {
            return (null, $"{result.Spent} spent, {remains.State.Spent} by the journal");
        }

        // An item may come to its end with the damage as its cause; the others go on.
        var refused = remains.Records.OfType<Record.Item>().Where(item =>
            item.Cause?.Contains("is not what was kept under its name", StringComparison.Ordinal) == true).ToList();
        var numbers = refused.Select(item => item.Number).ToHashSet();
        return Without(numbers, remains.Results) == Without(numbers, _results)
            ? (refused.FirstOrDefault()?.Cause, null)
            : (null, "the results are others");
    }

    private static string Without(HashSet<long> numbers, string results) => string.Join('\n', results.Split('\n')
        .Where(line => !numbers.Contains(long.Parse("0" + line.Split(' ')[0], CultureInfo.InvariantCulture))));
}
