namespace Pressrun.Surfaces.Tests.Shipped;

/// <summary>Three shipped episodes, shortened and made offline once for all tests that look at them.</summary>
public sealed class EpisodeBatch : IDisposable
{
    internal const int Items = 3;

    internal static readonly (string, string)[] Shortened =
    [
        ("words between 4000 and 5200", "words between 120 and 200"),
        ("minutes between 24 and 34", "minutes between 0.5 and 2.5"),
        ("split: 2500 characters", "split: 400 characters"),
    ];

    internal Batch Batch { get; } = new("episodes", Shortened);

    internal (int Code, string Output, string Error) First { get; }

    internal string Tree { get; }

    public EpisodeBatch()
    {
        First = Batch.Run("--limit", "3");
        Tree = Batch.Tree;
    }

    public void Dispose() => Batch.Dispose();
}
