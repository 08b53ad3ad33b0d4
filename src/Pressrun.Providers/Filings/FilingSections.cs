namespace Pressrun.Providers.Filings;

/// <summary>Cuts a filing into its Items.</summary>
/// <remarks>
/// An Item is headed several times: in the table of contents, where it stands, and at the top of further pages. The
/// heading with the longest text before that of another Item is where it stands.
/// </remarks>
internal static class FilingSections
{
    /// <summary>The Items in the order of the filing.</summary>
    /// <param name="form">The form.</param>
    /// <param name="lines">The filing.</param>
    /// <param name="isEnded">Whether signatures stand behind the last one.</param>
    public static List<FilingSection> Of(FilingForm form, IReadOnlyList<string> lines, out bool isEnded)
    {
        var groups = Groups(FilingAnchors.Of(form, lines));
        isEnded = groups is [.., { Item: null }];
        var ends = Positions(lines);
        var chosen = new Dictionary<string, (FilingAnchor Anchor, int End, long Length)>(StringComparer.Ordinal);
        foreach (var (place, anchor) in groups.Index())
        {
            var end = place + 1 < groups.Count ? groups[place + 1].Line : lines.Count;
            var length = ends[end] - ends[Math.Min(anchor.Body, end)];
            if (anchor.Item is { } item && (!chosen.TryGetValue(item.Id, out var best) || length > best.Length))
            {
                chosen[item.Id] = (anchor, end, length);
            }
        }

        return
        [
            .. chosen.Values.OrderBy(one => one.Anchor.Line)
                .Select(one => Cut(one.Anchor, one.End, lines)),
        ];
    }

    // A heading that is repeated at the top of pages ends nothing.
    private static List<FilingAnchor> Groups(List<FilingAnchor> anchors)
    {
        var groups = new List<FilingAnchor>();
        foreach (var anchor in anchors)
        {
            if (groups is not [.., var last] || last.Item?.Id != anchor.Item?.Id)
            {
                groups.Add(anchor);
            }
        }

        return groups;
    }

    private static FilingSection Cut(FilingAnchor anchor, int end, IReadOnlyList<string> lines)
    {
        var heading = string.Join(' ', lines.Skip(anchor.Line).Take(anchor.Body - anchor.Line)
            .Where(line => line.Length > 0));
        var text = string.Join('\n', lines.Skip(anchor.Body).Take(Math.Max(0, end - anchor.Body)));
        return new(anchor.Item!, heading, text.Trim('\n', ' '));
    }

    private static long[] Positions(IReadOnlyList<string> lines)
    {
        var ends = new long[lines.Count + 1];
        for (var at = 0; at < lines.Count; at++)
        {
            ends[at + 1] = ends[at] + lines[at].Length + 1;
        }

        return ends;
    }
}
