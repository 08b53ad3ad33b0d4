using Pressrun.Model;
using Pressrun.Pipelines.Files.Reading;
using Pressrun.Pipelines.Files.Wording;

namespace Pressrun.Pipelines.Files.Binding;

/// <summary>Reads limits: one, a list, or by model.</summary>
internal static class LimitBinder
{
    public static IReadOnlyList<LimitSetting> Bind(MapReader reader, Findings findings)
    {
        var found = new List<LimitSetting>();
        var node = reader["limits"];
        if (node is not Node.Map map)
        {
            Add(found, "*", reader, node);
            return found;
        }

        foreach (var pair in map.Pairs)
        {
            if (pair.Value is Node.Map or Node.Text { IsEmpty: true })
            {
                findings.Add(
                    pair.Key.At, $"the limit of {Quote.Of(pair.Key.Value)} is {pair.Value.Title}",
                    "such as `\"gpt-*\": 50/min`");
                continue;
            }

            Add(found, pair.Key.Value, reader, pair.Value);
        }

        return found;
    }

    private static void Add(List<LimitSetting> found, string pattern, MapReader reader, Node? node)
    {
        foreach (var text in node is null ? [] : reader.Texts("limits", node))
        {
            if (reader.Read<Limit>("limits", text, LimitWords.Read) is { } limit)
            {
                found.Add(new(pattern, limit.Value, limit.At));
            }
        }
    }
}
