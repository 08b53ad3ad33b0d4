using Pressrun.Model;

namespace Pressrun.Providers.Local;

/// <summary>One kind of work of the provider <c>local</c>, chosen by the model of a request.</summary>
internal abstract class LocalTask
{
    /// <summary>The model that asks for this work, such as <c>join</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Does the work: the same request gives the same bytes. Throws <see cref="LocalTaskException"/> where the work
    /// cannot be done. Nothing it starts or writes is left behind, however it ends.
    /// </summary>
    public abstract Task<Body> RunAsync(Call call, CancellationToken ct);

    /// <summary>
    /// Reads what <see cref="RunAsync"/> gave, again on every resume. Throws <see cref="FormatException"/> if it cannot
    /// be read.
    /// </summary>
    public abstract Answer Read(Call call, Reply reply);
}
