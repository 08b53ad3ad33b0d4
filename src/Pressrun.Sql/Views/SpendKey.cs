namespace Pressrun.Sql.Views;

/// <summary>What a row of spending is about; what is not told apart is null.</summary>
internal readonly record struct SpendKey(string? Stage, string? Model, long? Ordinal, DateOnly? Day);
