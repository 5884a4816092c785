namespace MindGraphy.Web.Features.AlbumOrders;

/// <summary>Words of printed albums, for the studio and for couples.</summary>
public sealed class AlbumOrdersText;
