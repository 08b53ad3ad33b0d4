using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services;

/// <summary>Calls as the engine makes them.</summary>
internal static class Calls
{
    public static Call Of(string model, string content) => new()
    {
        Key = default,
        Request = new("it", model, content),
        RequestHash = "",
        Ordinal = 1,
        ItemKey = "item",
        Stage = "stage",
        Part = "",
        Sample = 0,
    };
}
