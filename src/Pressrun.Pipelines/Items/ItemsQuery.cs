namespace Pressrun.Pipelines.Items;

/// <summary>What a database is asked for items.</summary>
/// <param name="Name">The file the SELECT stands in, as the pipeline names it.</param>
/// <param name="Sql">Its text.</param>
public sealed record ItemsQuery(string Name, string Sql);
