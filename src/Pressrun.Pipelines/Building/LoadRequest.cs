using System.Data.Common;
using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Items;

namespace Pressrun.Pipelines.Building;

/// <summary>Which pipeline is wanted, and how.</summary>
/// <param name="File">The pipeline file, absolute.</param>
/// <param name="Name">The file as the user named it, for messages.</param>
public sealed record LoadRequest(string File, string Name)
{
    /// <summary>What is laid over the file. <value>Nothing.</value></summary>
    public Overrides Overrides { get; init; } = Overrides.None;

    /// <summary>Whether every paid model is replaced by a stand-in of this machine. <value>No.</value></summary>
    public bool IsOffline { get; init; }

    /// <summary>Items instead of those of the file; null takes the file's.</summary>
    public string? Items { get; init; }

    /// <summary>Which items are worked on: <c>1-5,opening</c>; null for all.</summary>
    public string? Select { get; init; }

    /// <summary>How many items from the first are worked on, from 1; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Opens the database items are read from, as <see cref="ItemsRequest.OpenDatabase"/>.</summary>
    public Func<DatabaseAddress, DbConnection>? OpenDatabase { get; init; }

    /// <summary>The value of an environment variable; null if it is not set. <value>None is.</value></summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>What <c>items: -</c> reads; null if there is nothing.</summary>
    public TextReader? StandardInput { get; init; }
}
