namespace Pressrun.Providers.Articles;

/// <summary>Tells tables that hold data from tables that lay out the page.</summary>
internal static class DataTables
{
    // A cell that claims to span a million rows makes no table of a million rows.
    private const int SpanMax = 1000;

    public static void Mark(Node article)
    {
        foreach (var table in article.Descendants.Where(node => node.Name == "table").ToList())
        {
            if (HoldsData(table))
            {
                table.MarkAsDataTable();
            }
        }
    }

    private static bool HoldsData(Node table)
    {
        if (table.Attribute("role") == "presentation" || table.Attribute("datatable") == "0")
        {
            return false;
        }

        if (table.Attribute("summary").Length > 0
            || table.Descendants.Any(node => node.Name is "col" or "colgroup" or "tfoot" or "thead" or "th"
                || node is { Name: "caption", First: not null }))
        {
            return true;
        }

        if (table.Descendants.Any(node => node.Name == "table"))
        {
            return false;
        }

        var rows = table.Descendants.Where(node => node.Name == "tr").ToList();
        var height = rows.Sum(row => Span(row, "rowspan"));
        var width = rows.Select(Width).DefaultIfEmpty().Max();
        return height > 1 && width > 1 && (height >= 10 || width > 4 || height * width > 10);
    }

    private static int Width(Node row) =>
        row.Elements.Where(cell => cell.Name == "td").Sum(cell => Span(cell, "colspan"));

    private static int Span(Node node, string attribute) =>
        int.TryParse(node.Attribute(attribute), out var span) && span is > 0 and <= SpanMax ? span : 1;
}
