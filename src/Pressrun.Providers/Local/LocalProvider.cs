using Pressrun.Model;
using Pressrun.Providers.Audio;
using Pressrun.Providers.Programs;
using Pressrun.Seams;

namespace Pressrun.Providers.Local;

/// <summary>
/// Work of this machine that takes longer than the loop may be held: the model of a request names it, <c>extract</c>
/// (the article of a fetched page), <c>filing</c> (its Items, where it is a filing of the SEC), <c>join</c> and
/// <c>measure</c> (sound, with ffmpeg), <c>run</c> (a program), <c>html</c> (a page of Markdown), <c>page</c> (a page
/// held to what is harmless) or <c>epub</c> (a book). Costs nothing; the same request gives the same bytes.
/// Thread-safe.
/// </summary>
public sealed class LocalProvider : IProvider
{
    private readonly Dictionary<string, LocalTask> _tasks;

    /// <param name="open">Opens a blob of the store for reading.</param>
    /// <param name="slots">
    /// How many pieces of work are done at the same time, at least 1.
    /// <value>The default is the number of processors.</value>
    /// </param>
    /// <param name="scratch">
    /// Where temporary files lie while work is done. <value>The default is the system's folder for such files.</value>
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="slots"/> is below 1.</exception>
    public LocalProvider(Func<Blob, Stream> open, int? slots = null, string? scratch = null)
        : this(TasksOf(open, new(), scratch), slots ?? Environment.ProcessorCount)
    {
    }

    internal LocalProvider(IEnumerable<LocalTask> tasks, int slots)
    {
        _tasks = tasks.ToDictionary(task => task.Name, StringComparer.Ordinal);
        Profile = new("local", Limit.AtOnce(slots) with { IsCeiling = true });
    }

    /// <inheritdoc/>
    public Profile Profile { get; }

    /// <inheritdoc/>
    public Demand Estimate(Call call) => default;

    /// <inheritdoc/>
    public async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        try
        {
            return new(Outcome.Answered.Instance, await TaskOf(call).RunAsync(call, ct));
        }
        catch (LocalTaskException fault)
        {
            var failure = fault.IsPassing ? Failure.Transient : Failure.Permanent;
            return new(new Outcome.Failed(failure, fault.Message), Body.Empty);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return new(new Outcome.Unknown($"`{call.Request.Model}` was stopped before it was done"), Body.Empty);
        }
    }

    /// <inheritdoc/>
    public Answer Read(Call call, Reply reply) => TaskOf(call).Read(call, reply);

    /// <inheritdoc/>
    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);

    private LocalTask TaskOf(Call call) => _tasks.GetValueOrDefault(call.Request.Model)
        ?? throw new LocalTaskException(
            $"there is no local work `{call.Request.Model}`; there is: {string.Join(" ", _tasks.Keys)}");

    private static LocalTask[] TasksOf(Func<Blob, Stream> open, ProgramRunner runner, string? scratch) =>
    [
        new ExtractTask(open), new FilingTask(open), new AudioJoin(open, runner, scratch),
        new AudioMeasure(open, runner, scratch), new ProgramTask(open, runner, scratch), new EpubTask(), new HtmlTask(),
        new PageTask(),
    ];
}
