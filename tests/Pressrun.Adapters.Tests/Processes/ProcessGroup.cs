namespace Pressrun.Adapters.Tests.Processes;

/// <summary>Tests that start processes: one after another, because each of them needs the machine.</summary>
[CollectionDefinition(Name)]
public sealed class ProcessGroup : ICollectionFixture<Undisturbed>
{
    public const string Name = "processes";

    /// <summary>Whether everything is to be proved, or only what every day needs.</summary>
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("PRESSRUN_CHECK") == "full";
}
