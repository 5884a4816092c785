namespace MindGraphy.Web.Features.Photos;

/// <summary>Marks the words of albums and uploads.</summary>
public sealed class PhotosText;
