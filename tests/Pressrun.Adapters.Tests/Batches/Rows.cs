using Pressrun.Adapters.Tests.Services;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Batches;

/// <summary>Calls that differ.</summary>
internal static class Rows
{
    public static Call CallOf(int number, string model) => Calls.Of(
        model, """{"prompt":"Tell of the night.","max_tokens":500}""") with
    {
        Key = new((UInt128)(ulong)number << 120 | (ulong)number),
    };
}
