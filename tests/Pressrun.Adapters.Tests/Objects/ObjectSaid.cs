namespace Pressrun.Adapters.Tests.Objects;

/// <summary>What a store of objects answers.</summary>
/// <param name="Status">The status.</param>
/// <param name="Code">Its name of an error; empty for none.</param>
/// <param name="Headers">More headers.</param>
internal sealed record ObjectSaid(int Status, string Code = "", params (string Name, string Value)[] Headers);
